import { act, cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, vi } from 'vitest';
import type { EventName, EventOf } from '../../app/contract/contract';
import type { doubleOf as DoubleOf } from '../../app/contract/double';
import type { Handlers } from '../../app/contract/server';
import { App } from '../app';
import { ClientContext } from '../client';
import { loadStrings, startStrings } from '../strings';

/** Calls that only do something and that most tests do not look at. */
const quiet: Partial<Handlers> = {
  'app.info': () => ({
    version: '1.2.3',
    electron: '45.0.0',
    standIn: false,
    platform: 'linux',
    keychain: { kind: 'keychain', why: null },
    dataFolder: '/data',
  }),
  'jobs.list': () => [],
  'jobs.leave': () => undefined,
  'steps.go': () => undefined,
  'steps.look': () => undefined,
  'steps.apply': () => undefined,
  'steps.input': () => undefined,
  'practice.presets': () => [],
  'practice.current': () => null,
  'page.current': () => null,
  'templates.list': () => [],
  'tour.read': () => ({ offer: false, jobs: [] }),
};

/**
 * Call once at the top of a test file: texts, what jsdom lacks, and the function that shows the window. The double is
 * handed in, since only tests may know it.
 */
export function setUpWindow(doubleOf: typeof DoubleOf) {
  // A busy machine is slow, not wrong.
  configure({ asyncUtilTimeout: 30_000 });
  beforeAll(async () => {
    startStrings();
    await loadStrings('errors', 'evidence', 'field', 'job', 'office', 'report', 'steps', 'tour');
    Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined, close: () => undefined });
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe = (): void => undefined;
        unobserve = (): void => undefined;
        disconnect = (): void => undefined;
      },
    );
  });
  afterEach(() => {
    cleanup();
    window.location.hash = '';
  });
  return (hash: string, handlers: Partial<Handlers> = {}) => show(hash, doubleOf({ ...quiet, ...handlers }));
}

/** The whole window at an address. */
function show(hash: string, double: ReturnType<typeof DoubleOf>) {
  window.location.hash = hash;
  const user = userEvent.setup();
  const view = render(
    <ClientContext value={double.client}>
      <App />
    </ClientContext>,
  );
  const argsOf = (name: string): unknown[] =>
    double.asked.filter((one) => one.name === name).map((one) => one.arg);
  function send<N extends EventName>(name: N, value: EventOf<N>): void {
    act(() => double.send(name, value));
  }
  return { ...view, asked: double.asked, send, user, argsOf };
}
