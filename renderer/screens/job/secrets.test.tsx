// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { doubleOf } from '../../../app/contract/double';
import type { Handlers } from '../../../app/contract/server';
import { jobId, jobView } from '../../testing/job';
import { setUpWindow } from '../../testing/show';

const show = setUpWindow(doubleOf);
afterEach(() => {
  vi.useRealTimers();
});

const planted = 'Zq7+planted-Secret#42';

/** Everything React remembers, from the root down: props, state, hooks, and the values its inputs were tracked with. */
function remembered(container: Element): string {
  const key = Object.keys(container).find((name) => name.startsWith('__reactContainer'));
  const seen = new Set<unknown>();
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    // The double stands for the main process: it is told the secret, the window may not keep it.
    if (value === asked) return;
    seen.add(value);
    if (value instanceof Map || value instanceof Set) for (const one of value) walk(one);
    for (const name of Object.keys(value)) walk((value as Record<string, unknown>)[name]);
  };
  walk(key && (container as unknown as Record<string, unknown>)[key]);
  for (const input of container.querySelectorAll('input')) {
    found.push(input.value, input.getAttribute('value') ?? '');
    const tracker = (input as unknown as { _valueTracker?: { getValue: () => string } })._valueTracker;
    found.push(tracker?.getValue() ?? '');
  }
  return [...found, container.innerHTML].join('\n');
}
let asked: unknown;

function showStep(handlers: Partial<Handlers>, step: 'sign-in' | 'admin-password' | 'portal', held = false) {
  const secrets = held
    ? [
        {
          name: 'admin-password-new' as const,
          kept: 'keychain' as const,
          at: '2026-01-05T09:00:00Z',
          origin: 'generated' as const,
        },
      ]
    : [];
  const shown = show(`#/job/${jobId}`, { 'jobs.open': () => jobView(step, {}, { secrets }), ...handlers });
  asked = shown.asked;
  return shown;
}

test('a typed password goes straight to the app and stays nowhere in the window', async () => {
  const { user, container, argsOf } = showStep(
    { 'secrets.put': () => ({ taken: true, length: planted.length }) },
    'sign-in',
  );
  const field = await screen.findByLabelText<HTMLInputElement>('Admin password now on the PBX');
  await user.type(field, planted);
  expect(remembered(container)).toContain(planted);
  await user.click(screen.getByTestId('primary'));
  await waitFor(() => expect(argsOf('steps.apply')).toHaveLength(1));
  expect(argsOf('secrets.put')).toEqual([{ job: jobId, name: 'admin-password-old', value: planted }]);
  expect(remembered(container)).not.toContain(planted);
});

test('the strength of a typed password is shown without keeping it', async () => {
  const { user, container } = showStep(
    { 'secrets.put': () => ({ taken: true, length: planted.length }) },
    'admin-password',
  );
  await user.click(await screen.findByText('Type your own instead'));
  await user.type(screen.getByLabelText('New admin password'), planted);
  expect(await screen.findByText('Strong')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Use this password' }));
  await waitFor(() => expect(screen.queryByText('Strong')).toBeNull());
  expect(remembered(container)).not.toContain(planted);
});

test('a refused secret is explained, and the step is not carried out', async () => {
  const { user, argsOf } = showStep(
    { 'secrets.put': () => ({ taken: false, not: 'unsafe-sign' }) },
    'admin-password',
  );
  await user.click(await screen.findByText('Type your own instead'));
  await user.type(screen.getByLabelText('New admin password'), 'with space');
  await user.click(screen.getByTestId('primary'));
  expect(await screen.findByText(/Quotes, spaces, dollar signs/)).toBeTruthy();
  expect(argsOf('steps.apply')).toEqual([]);
});

test('a pasted text that is no key is refused with the reason', async () => {
  const { user } = showStep({ 'secrets.paste': () => ({ taken: false, not: 'url' }) }, 'portal');
  await user.click(await screen.findByRole('button', { name: 'Paste the key' }));
  expect(await screen.findByText(/This is a web address/)).toBeTruthy();
});

test('a secret is shown on the explicit wish only, for 20 seconds, and never by React', async () => {
  const { container } = showStep({ 'secrets.reveal': () => ({ value: planted }) }, 'admin-password', true);
  const button = await screen.findByRole('button', { name: 'Show' });
  vi.useFakeTimers();
  fireEvent.click(button);
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(container.textContent).toContain(planted);
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(remembered(container)).not.toContain(planted);
});
