/** Keeps the first bytes of what comes, up to a bound. */
export class Bounded {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  full = false;

  constructor(private readonly most: number) {}

  /** False: there was no room for all of it. */
  add(chunk: Buffer): boolean {
    const room = this.most - this.size;
    if (room > 0) this.chunks.push(chunk.subarray(0, room));
    this.size += Math.min(chunk.length, room);
    this.full ||= chunk.length > room;
    return !this.full;
  }

  /** Decoded as a whole, so no letter is broken where two chunks meet; line ends as one sign, escape sequences out. */
  text(): string {
    return plain(Buffer.concat(this.chunks).toString('utf8'));
  }
}

/** CSI and OSC sequences, the two-letter escapes, and all control signs but tab and line end. */
const escapes =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export function plain(text: string): string {
  return text.replace(/\r+\n/g, '\n').replace(escapes, '');
}
