import type { AuthHandlerMiddleware, KeyboardInteractiveCallback, NextAuthHandler, Prompt } from 'ssh2';
import type { SshLogin } from '../procedure/ports';
import type { Key } from './key-file';
import { asksForPassword } from './prompts';

/** An offer that is ready to be sent: a key file is read by now. */
export type Ready =
  { way: 'password'; password: string } | ({ way: 'key' } & Key) | { way: 'agent'; socket: string };

/**
 * The attempts of one sign-in: each credential goes out at most once, by the first method that the server takes it by. A
 * refused password is not sent again by another method: that would only bring a lockout nearer.
 */
export class Attempts {
  /** What the server asked that nobody answered. */
  unanswered: string | null = null;
  private readonly left: Ready[];
  private begun = false;
  /** What is asked beside the password was asked of the person already. */
  private askedPerson = false;

  constructor(
    private readonly login: Pick<SshLogin, 'user' | 'answer'>,
    offers: readonly Ready[],
  ) {
    this.left = [...offers];
  }

  readonly handler: AuthHandlerMiddleware = (methods, _partly, next) => {
    if (this.begun) {
      next(this.next(methods) as Parameters<NextAuthHandler>[0]);
      return;
    }
    // Only the answer to this tells what the server takes.
    this.begun = true;
    next({ type: 'none', username: this.login.user });
  };

  private next(methods: readonly string[]): object | false {
    for (const [place, offer] of this.left.entries()) {
      const attempt = this.attemptOf(offer, methods);
      if (!attempt) continue;
      this.left.splice(place, 1);
      return attempt;
    }
    return this.askPerson(methods);
  }

  private attemptOf(offer: Ready, methods: readonly string[]): object | null {
    const username = this.login.user;
    if (offer.way === 'password') {
      const { password } = offer;
      if (methods.includes('password')) return { type: 'password', username, password };
      return methods.includes('keyboard-interactive') ? this.interactive(password) : null;
    }
    if (!methods.includes('publickey')) return null;
    if (offer.way === 'agent') return { type: 'agent', username, agent: offer.socket };
    const { key, passphrase } = offer;
    return { type: 'publickey', username, key, ...(passphrase === null ? {} : { passphrase }) };
  }

  /** Where nothing is left to send, as after the first of two factors: what the server asks is for the person. */
  private askPerson(methods: readonly string[]): object | false {
    if (this.askedPerson || !this.login.answer || !methods.includes('keyboard-interactive')) return false;
    return this.interactive(null);
  }

  private interactive(password: string | null): object {
    this.askedPerson = true;
    const unsent = { password };
    return {
      type: 'keyboard-interactive',
      username: this.login.user,
      prompt: (
        _name: string,
        _instructions: string,
        _language: string,
        prompts: Prompt[],
        finish: KeyboardInteractiveCallback,
      ) => {
        void this.answers(prompts, unsent).then(finish, () => finish([]));
      },
    };
  }

  /** One round. Nothing known for one of its prompts: nothing is answered, and the server refuses. */
  private async answers(prompts: readonly Prompt[], unsent: { password: string | null }): Promise<string[]> {
    const own = prompts.findIndex(({ prompt, echo }) => echo !== true && asksForPassword(prompt));
    const answers = prompts.map((_prompt, place) => (place === own ? unsent.password : null));
    if (own >= 0) unsent.password = null;
    const open = prompts.filter((_prompt, place) => answers[place] === null);
    const given = open.length === 0 ? [] : await this.askFor(open);
    return given ? answers.map((answer) => answer ?? given.shift() ?? '') : [];
  }

  private async askFor(open: readonly Prompt[]): Promise<string[] | null> {
    const prompts = open.map(({ prompt, echo }) => ({ text: prompt, echo: echo === true }));
    const given = (await this.login.answer?.(prompts)) ?? null;
    if (given === null) this.unanswered = prompts.map(({ text }) => text.trim()).join(' ');
    return given && [...given];
  }
}
