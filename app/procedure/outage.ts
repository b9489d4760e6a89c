import type { WizardError } from '../domain/error';
import { connectionLost, Failure, toWizardError } from '../domain/failure';
import type { Clock } from './ports';
import { said, type StepContext } from './step';

/** How often a long act of the PBX is looked at, in milliseconds. */
export const pollMs = 1_000;
const firstPauseMs = 1_000;
const longestPauseMs = 10_000;
/** After so long without an answer nobody should just go on waiting. */
const giveUpMs = 20 * 60_000;
/** One that has been answering in its own words for so long, yet only that it fails, is up: its words are told. */
const longestFailingMs = 5 * 60_000;
/** No try and no pause of ours takes so long: past it this computer was asleep, and nobody waited. */
const longestGapMs = 60_000;

/** How long something has been waited for, in milliseconds, without the time that this computer slept. */
export class Waited {
  ms = 0;
  private last: number;

  constructor(private readonly clock: Clock) {
    this.last = clock.now().getTime();
  }

  /** Counts what went by since the last look. */
  more(): number {
    const now = this.clock.now().getTime();
    this.ms += Math.min(Math.max(now - this.last, 0), longestGapMs);
    this.last = now;
    return this.ms;
  }
}

/** The next pause between two looks, in milliseconds; the first comes of 0. */
export function grownPause(before: number): number {
  return before === 0 ? firstPauseMs : Math.min(before * 1.5, longestPauseMs);
}

const outageCodes: ReadonlySet<string> = new Set([
  ...connectionLost,
  'plain-http',
  'html-instead-of-json',
  'sign-in-lost',
]);

/**
 * What a PBX that reboots looks like from here: silence, somebody else's page, a redirect, or a server in trouble, in its own
 * words or not. Everything else, a refusal above all, is a real answer and is passed on.
 */
function isOutage({ code, params }: WizardError): boolean {
  const status = Number(params?.status);
  if (code === 'pbx-error') return status >= 500;
  if (code === 'http-status') return status >= 500 || (status >= 300 && status < 400);
  return outageCodes.has(code);
}

/**
 * Asks again, with growing pauses, while the PBX is away. A refused password is not an outage: it is passed on at once, so
 * waiting can never lock an account. Sign-ins end with a reboot, so a lost one is made anew. Tells whether it was away.
 */
export async function outlast<T>(
  context: StepContext,
  ask: () => Promise<T>,
): Promise<{ value: T; wasAway: boolean }> {
  const waited = new Waited(context.ports.clock);
  let failing = 0;
  let pause = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return { value: await ask(), wasAway: attempt > 1 };
    } catch (thrown) {
      const error = toWizardError(thrown);
      if (context.signal.aborted || !isOutage(error)) throw thrown;
      context.connection.drop();
      const before = waited.ms;
      const away = waited.more();
      failing = error.code === 'pbx-error' ? failing + away - before : 0;
      if (failing > longestFailingMs) throw thrown;
      if (away > giveUpMs) throw new Failure('pbx-did-not-return', { minutes: Math.round(away / 60_000) });
      const doing = isRebooting(context) ? 'applying.outage' : 'applying.silence';
      context.progress(said(doing, { attempt }), { usualMs: 180_000 });
      pause = grownPause(pause);
      await context.ports.clock.sleep(pause, context.signal);
    }
  }
}

/** Whether the silence is that of a reboot: it was told to, and nothing was begun since. */
function isRebooting(context: StepContext): boolean {
  const codes = context.record().actions.map(({ code }) => code);
  return codes.lastIndexOf('reboot') > codes.lastIndexOf('start-upgrade');
}
