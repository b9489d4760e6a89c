import { randomBytes } from 'node:crypto';
import type { Address } from '../domain/address';
import { Failure } from '../domain/failure';
import { shellWord } from '../domain/shell-word';
import { placeOf } from './failures';
import { asksForPassword, promptAtEnd } from './prompts';

/**
 * Becoming another user by `su` in a terminal. A mark that only the other user's shell prints tells that the password was
 * taken, whatever words `su` has for it; what stands before the mark (the prompt above all) is none of the output.
 */
export class Su {
  readonly mark: string;
  private answered = false;
  /** What it asked last. */
  private asked = '';

  constructor(
    private readonly user: string,
    private readonly password: string,
  ) {
    this.mark = `as-${user}-${randomBytes(8).toString('hex')}`;
  }

  /** The command line. Messages in English need fewer words known; `env` is there whatever the shell is. */
  line(command: string, option: '-c' | '--session-command' = '-c'): string {
    return `env LC_ALL=C su ${this.user} ${option} ${shellWord(`echo ${this.mark}; ${command}`)}`;
  }

  /** What to type now that this is shown; null: nothing. The password is given once. */
  answerTo(shown: string): string | null {
    if (shown.includes(this.mark)) return null;
    this.asked = promptAtEnd(shown);
    if (this.answered || !asksForPassword(this.asked)) return null;
    this.answered = true;
    return `${this.password}\n`;
  }

  /** Why it did not come to the mark: it waits for an answer that we do not have, or for a second one. */
  failureFor(error: unknown): unknown {
    const inVain = error instanceof Failure && error.error.code === 'timeout' && this.asked !== '';
    return inVain ? new Failure('ssh-asks', { asks: this.asked }) : error;
  }

  refused(address: Address): Failure {
    return new Failure('su-refused', { user: this.user, address: placeOf(address) });
  }
}
