import type { Result } from '../domain/error';
import type { Answer, Arg, CallName, EventName, EventOf } from './contract';

/** What preload puts on `window.wizard`: two functions, data only. */
export interface Bridge {
  call(name: string, arg: unknown): Promise<Result<unknown>>;
  on(name: string, listener: (value: unknown) => void): () => void;
}

type CallArgs<N extends CallName> = Arg<N> extends undefined ? [] : [arg: Arg<N>];

/** The window's side of the contract. Calls never throw: an error is a value. */
export interface Client {
  call<N extends CallName>(name: N, ...arg: CallArgs<N>): Promise<Result<Answer<N>>>;
  /** Returns a function that ends the listening. */
  on<N extends EventName>(name: N, listener: (value: EventOf<N>) => void): () => void;
}

/** Types only: the main process has checked every argument and answer by the same contract. */
export function clientOf(bridge: Bridge): Client {
  return {
    call: (name, ...arg) => bridge.call(name, arg[0]) as Promise<Result<never>>,
    on: (name, listener) => bridge.on(name, listener as (value: unknown) => void),
  };
}
