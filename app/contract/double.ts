import { events, type Arg, type CallName, type EventName, type EventOf } from './contract';
import type { Bridge, Client } from './client';
import { clientOf } from './client';
import { serve, type Handlers } from './server';

/**
 * A test double of the app for component tests: the same contract, the same checks, handlers given by the test. A call
 * without a handler answers `bad-request`, so a test cannot pass on an answer nobody wrote.
 */
export function doubleOf(handlers: Partial<Handlers>): {
  client: Client;
  bridge: Bridge;
  asked: { name: CallName; arg: Arg<CallName> }[];
  send<N extends EventName>(name: N, value: EventOf<N>): void;
} {
  const asked: { name: CallName; arg: Arg<CallName> }[] = [];
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const bridge: Bridge = {
    async call(name, arg) {
      asked.push({ name: name as CallName, arg: arg as Arg<CallName> });
      if (!Object.hasOwn(handlers, name)) {
        return { ok: false, error: { code: 'bad-request', retry: false, details: `no handler for ${name}` } };
      }
      return serve(handlers as Handlers, name, arg);
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => all.delete(listener);
    },
  };
  return {
    client: clientOf(bridge),
    bridge,
    asked,
    send(name, value) {
      const checked = events[name].parse(value);
      for (const listener of listeners.get(name) ?? []) listener(checked);
    },
  };
}
