import type { Page } from 'playwright';
import type { Bridge } from '../../app/contract/client';
import type { JobView } from '../../app/contract/views';

/**
 * Null: what was done in the window has been taken in, nothing goes on by itself in this step, and the window shows how it
 * stands. By the state alone this cannot be seen: after a press the old one is shown until the new one is on the disk.
 */
export async function whyNotAtRest(window: Page, step: string): Promise<string | null> {
  return window.evaluate(async (id) => {
    const panel = document.querySelector<HTMLElement>('[data-region=step]');
    if (!panel) return 'no step is shown';
    if (panel.dataset['pending'] !== undefined) return 'something is not answered yet';
    const job = decodeURIComponent(location.hash.split('/')[2] ?? '');
    const { wizard } = globalThis as unknown as { wizard: Bridge };
    const answer = await wizard.call('jobs.open', { job });
    if (!answer.ok) return answer.error.code;
    const { progress, state } = answer.value as JobView;
    if (progress?.step === id) return progress.doing.code;
    const shown = [...document.querySelectorAll<HTMLElement>('[data-testid^=step-]')];
    const stale = state.steps.some((step, place) => shown[place]?.dataset['state'] !== step.state);
    return stale || panel.dataset['asOf'] !== state.updatedAt ? 'the window is behind' : null;
  }, step);
}
