import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { events, type CallName, type EventName, type EventOf } from '../contract/contract';
import { isCall, serve, type Handlers } from '../contract/server';
import type { Result } from '../domain/error';
import { callChannel, eventChannel } from '../contract/channels';
import { isOwnUrl } from './origin';

/** Which windows may ask, and for what. */
const guests = new Map<WebContents, ReadonlySet<CallName> | 'all'>();

export function admit(contents: WebContents, calls: readonly CallName[] | 'all'): void {
  guests.set(contents, calls === 'all' ? 'all' : new Set(calls));
  contents.once('destroyed', () => guests.delete(contents));
}

/**
 * The one door. A call is served only when it comes from the main frame of a window of ours, showing exactly our origin,
 * and that window may ask for it. Handlers come when the services are up; a call made before waits for them.
 */
export function openBridge(handlers: Promise<Handlers>): void {
  ipcMain.handle(callChannel, async (event, name: unknown, arg: unknown): Promise<Result<unknown>> => {
    const why = refusalOf(event, name);
    if (why !== null) return { ok: false, error: { code: 'forbidden', retry: false, details: why } };
    return serve(await handlers, name, arg);
  });
}

function refusalOf(event: IpcMainInvokeEvent, name: unknown): string | null {
  const may = guests.get(event.sender);
  if (!may) return 'sender is no window of this app';
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame) return 'sender is not the main frame';
  if (!isOwnUrl(frame.url)) return 'sender shows another origin';
  if (!isCall(name)) return null; // the server answers with bad-request
  return may === 'all' || may.has(name) ? null : `this window may not ask for ${name}`;
}

/** State up to every full window, checked like any answer. */
export function send<N extends EventName>(name: N, value: EventOf<N>): void {
  const checked = events[name].parse(value);
  for (const [contents, may] of guests) {
    if (may === 'all' && !contents.isDestroyed()) contents.send(eventChannel, name, checked);
  }
}
