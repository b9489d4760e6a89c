import { connectionLost, Failure, toWizardError } from '../domain/failure';
import { said, type StepContext } from './step';

/** How often a long act of the PBX is looked at, in milliseconds. */
export const pollMs = 1_000;
const firstPauseMs = 1_000;
const longestPauseMs = 10_000;
/** After so long without an answer nobody should just go on waiting. */
const giveUpMs = 20 * 60_000;

/** The next pause between two looks, in milliseconds; the first comes of 0. */
export function grownPause(before: number): number {
  return before === 0 ? firstPauseMs : Math.min(before * 1.5, longestPauseMs);
}

/** What a PBX that reboots looks like from here. Everything else is a real answer and is passed on. */
export const outageCodes: ReadonlySet<string> = new Set([
  ...connectionLost,
  'plain-http',
  'html-instead-of-json',
  'http-status',
  'sign-in-lost',
]);

/**
 * Asks again, with growing pauses, while the PBX is away. A refused password is not an outage: it is passed on at once, so
 * waiting can never lock an account. Sign-ins end with a reboot, so a lost one is made anew. Tells whether it was away.
 */
export async function outlast<T>(
  context: StepContext,
  ask: () => Promise<T>,
): Promise<{ value: T; wasAway: boolean }> {
  const began = context.ports.clock.now().getTime();
  let pause = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return { value: await ask(), wasAway: attempt > 1 };
    } catch (thrown) {
      const { code } = toWizardError(thrown);
      if (context.signal.aborted || !outageCodes.has(code)) throw thrown;
      context.connection.drop();
      const away = context.ports.clock.now().getTime() - began;
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
