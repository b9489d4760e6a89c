import { shellWord } from '../../domain/shell-word';
import type { SshTerminal } from '../../procedure/ports';
import { endMark, EndWatch, lastingCommand, lostSight, MarkCut, type Size } from './lasting';

/**
 * A script that runs inside GNU screen on the server. What is seen of it is not screen's drawing, which leaves out what has
 * scrolled by, but the log that screen writes of every byte; what is typed goes in through a display of screen, so that it
 * stands in no command line and in no file. Settings are those of screen's manual.
 */

/** In memory where the server has such a place, as on every Linux; one that only the owner reads. */
const places = ['/dev/shm', '/tmp'];

/**
 * No settings of root's, no sign that is a command to screen, each byte into the log at once, and no waiting for a display.
 * The log's own place comes behind them.
 */
const settings = [
  'startup_message off',
  'vbell off',
  'escape ""',
  'defutf8 on',
  'defflow off',
  'defnonblock on',
  'logfile flush 0',
  'deflog on',
];

const folders = (name: string): string => places.map((place) => `${place}/${name}`).join(' ');

/**
 * Starts the script in a session of its own, with nobody watching yet. Its window is as large as a display that looks at it,
 * and before there is one as large as it is told.
 */
export function startCommand(name: string, command: string, { cols, rows }: Size): string {
  const inside = `stty cols ${String(cols)} rows ${String(rows)}; ${lastingCommand(name, command)}`;
  const isThere = `screen -ls ${name} | grep -q '[.]${name}[^0-9a-z]'`;
  return [
    // For the log alone: what the script writes must be as readable as whatever root writes there.
    'mask=$(umask); umask 077; d=',
    // Only a folder that is made here, so that nobody else's is written into.
    `for place in ${folders(name)}; do mkdir "$place" && d=$place && break; done`,
    '[ -n "$d" ] || exit 1',
    `printf '%s\n' ${settings.map(shellWord).join(' ')} "logfile $d/log" > "$d/rc" || exit 1`,
    'umask "$mask"',
    `screen -U -c "$d/rc" -dmS ${name} sh -c ${shellWord(inside)} || exit 1`,
    // It makes its socket a moment later.
    `i=0; while [ $i -lt 50 ] && ! ${isThere}; do sleep 0.1; i=$((i + 1)); done; exit 0`,
  ].join('; ');
}

/** What of ours is there; its exit code means something else in each version of screen, so its words count. */
export const listCommand = 'screen -ls pbx-move-';

/** Names in what {@link listCommand} prints; null: it says neither that there are some nor that there are none. */
export function namesIn(output: string): string[] | null {
  const names = output
    .split('\n')
    .flatMap((line) => (/\bDead\b/.test(line) ? [] : (/^\s*\d+\.(pbx-move-\w+)\s/.exec(line)?.[1] ?? [])));
  return names.length > 0 || /No Sockets? found|There (is|are) /i.test(output) ? names : null;
}

export const endCommand = (name: string): string => `screen -S ${name} -X quit; rm -rf ${folders(name)}`;

/** Everything from the first byte on, and what comes; the terminal itself changes no sign of it. */
export const logCommand = (name: string): string =>
  `stty raw -echo; for d in ${folders(name)}; do [ -d "$d" ] && break; done; exec tail -c +1 -f "$d/log"`;

/** A display, for what is typed alone. */
export const attachCommand = (name: string): string => `stty raw -echo; exec screen -U -x ${name}`;

/** @param log in which {@link logCommand} runs. @param keys in which {@link attachCommand} does */
export function screenTerminal(log: SshTerminal, keys: SshTerminal, name: string): SshTerminal {
  return new InScreen(log, keys, name);
}

class InScreen implements SshTerminal {
  readonly ended: SshTerminal['ended'];
  private readonly watch: EndWatch;
  private readonly cut: MarkCut;
  private settle: (exit: number) => void = () => undefined;
  /** What was typed before screen had drawn anything: until then nobody takes it. */
  private held: string[] | null = [];

  constructor(
    private readonly log: SshTerminal,
    private readonly keys: SshTerminal,
    name: string,
  ) {
    this.watch = new EndWatch(endMark(name));
    this.cut = new MarkCut(endMark(name));
    const told = new Promise<number>((resolve) => {
      this.settle = resolve;
    });
    this.ended = Promise.race([
      told.then((exit) => ({ exit, signal: null })),
      log.ended.then(lostSight),
      keys.ended.then(lostSight),
    ]);
    this.ended.catch(() => undefined); // told to whoever waits
    keys.onData(() => this.attached());
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.log.onData((bytes) => {
      listener(this.cut.push(bytes));
      const exit = this.watch.see(bytes);
      if (exit !== null) this.settle(exit);
    });
  }

  write(text: string): void {
    if (this.held) this.held.push(text);
    else this.keys.write(text);
  }

  resize(cols: number, rows: number): void {
    this.keys.resize(cols, rows);
  }

  pause(): void {
    this.log.pause();
  }

  resume(): void {
    this.log.resume();
  }

  /** Leaves the script alone: only the lines to it end. */
  end(): void {
    this.log.end();
    this.keys.end();
  }

  private attached(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const text of held) this.keys.write(text);
  }
}
