import ssh2, { type ClientChannel } from 'ssh2';

/** What a command left behind. */
export interface Ran {
  code: number | null;
  out: string;
  errors: string;
}

/** A signed-in connection, as tests use it. */
export interface Visitor {
  run(line: string): Promise<Ran>;
  /** A line at a terminal that one types into. */
  typeAt(line: string): Promise<Typed>;
  /** As when the cable is cut: nothing more comes or goes, and nobody says goodbye. */
  cut(): void;
}

/** What signs in. */
type Secret = { password: string } | { privateKey: string };

/** Signs in. Whatever host key is shown is taken. */
export function visit(
  place: { host: string; port: number },
  username: string,
  secret: Secret,
): Promise<Visitor> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on('error', reject);
    client.on('ready', () =>
      resolve({
        run: (line) =>
          new Promise((done, failed) =>
            client.exec(line, (error, channel) => (error ? failed(error) : collect(channel, done))),
          ),
        typeAt: (line) =>
          new Promise((done, failed) =>
            client.exec(line, { pty: true }, (error, channel) =>
              error ? failed(error) : done(new Typed(channel)),
            ),
          ),
        cut: () => client.destroy(),
      }),
    );
    client.connect({ host: place.host, port: place.port, username, ...secret });
  });
}

function collect(channel: ClientChannel, done: (ran: Ran) => void): void {
  const ran: Ran = { code: null, out: '', errors: '' };
  channel.on('data', (chunk: Buffer) => (ran.out += chunk.toString('utf8')));
  channel.stderr.on('data', (chunk: Buffer) => (ran.errors += chunk.toString('utf8')));
  channel.on('exit', (code: number) => (ran.code = code));
  channel.on('close', () => done(ran));
}

/** A terminal: what it shows, and what is typed. */
export class Typed {
  /** All that came, as it came. */
  shown = '';
  /** With what it ended; null where the line was lost. */
  readonly ended: Promise<number | null>;
  private read = 0;
  private wake: () => void = () => undefined;
  private isOver = false;

  constructor(private readonly channel: ClientChannel) {
    let code: number | null = null;
    channel.on('data', (chunk: Buffer) => {
      this.shown += chunk.toString('utf8');
      this.wake();
    });
    channel.on('exit', (given: number) => (code = given));
    this.ended = new Promise((resolve) => {
      channel.on('close', () => {
        this.isOver = true;
        this.wake();
        resolve(code);
      });
    });
  }

  type(text: string): void {
    this.channel.write(text);
  }

  /** Waits until this is shown, after what was waited for before; throws with all that was shown when it ends without. */
  async until(text: string): Promise<void> {
    for (;;) {
      const place = this.shown.indexOf(text, this.read);
      if (place >= 0) {
        this.read = place + text.length;
        return;
      }
      if (this.isOver) throw new Error(`ended without "${text}": ${this.shown}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Waits for the prompt and answers it with a line. */
  async answer(prompt: string, line: string): Promise<void> {
    await this.until(prompt);
    this.type(`${line}\r`);
  }
}
