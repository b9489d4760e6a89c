// What the scripts tell the person. Everything goes to stderr: stdout belongs to the command itself
// (`npm run practice -- --json` prints one JSON line there and nothing else).

/** Prints one plain sentence. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Something the command needs is missing and could not be put there.
 * `message` says what is missing, `remedy` is what a person types or does about it.
 */
export class SetupError extends Error {
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/** Prints an error the way a person can use it: a sentence and a way forward, no stack for what we foresaw. */
export function sayError(error) {
  if (!(error instanceof SetupError)) {
    say(error?.stack ?? String(error));
    return;
  }
  say(`\nCannot go on: ${error.message}`);
  if (error.remedy) say(`What to do: ${error.remedy}`);
}
