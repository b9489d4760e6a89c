/** One answered request. Never a query, a body or a credential. */
export interface LogLine {
  /** ISO time, outside. */
  time: string;
  server: string;
  method: string;
  path: string;
  /** 0 when the connection was reset instead. */
  status: number;
}

const LONGEST = 10_000;

/** The requests of this run, the oldest forgotten when there are too many. */
export class RequestLog {
  private lines: LogLine[] = [];

  add(line: LogLine): void {
    this.lines.push(line);
    if (this.lines.length > LONGEST) this.lines = this.lines.slice(-LONGEST / 2);
  }

  /** A copy of the lines, oldest first. */
  list(): LogLine[] {
    return [...this.lines];
  }
}
