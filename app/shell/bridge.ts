import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { callChannel } from '../contract/channels';
import type { CallName } from '../contract/contract';
import type { Result } from '../domain/error';
import { isOwnUrl } from './origin';

/** Which windows may ask, and for what. */
const guests = new Map<WebContents, ReadonlySet<string> | 'all'>();

export function admit(contents: WebContents, calls: readonly CallName[] | 'all'): void {
  guests.set(contents, calls === 'all' ? 'all' : new Set(calls));
  contents.once('destroyed', () => guests.delete(contents));
}

/** Windows that see everything: state goes up to these. */
export function fullGuests(): WebContents[] {
  return [...guests].flatMap(([contents, may]) =>
    may === 'all' && !contents.isDestroyed() ? [contents] : [],
  );
}

/** What stands behind the door: checks name, argument and answer by the contract (contract/server.ts). */
export type Serve = (name: unknown, arg: unknown) => Promise<Result<unknown>>;

/**
 * The one door. A call is served only when it comes from the main frame of a window of ours, showing exactly our origin,
 * and that window may ask for it. This file is loaded before the first paint, so the contract's schemas are not part of it.
 */
export function openBridge(serve: Serve): void {
  ipcMain.handle(callChannel, async (event, name: unknown, arg: unknown): Promise<Result<unknown>> => {
    const why = refusalOf(event, name);
    if (why !== null) return { ok: false, error: { code: 'forbidden', retry: false, details: why } };
    return serve(name, arg);
  });
}

function refusalOf(event: IpcMainInvokeEvent, name: unknown): string | null {
  const may = guests.get(event.sender);
  if (!may) return 'sender is no window of this app';
  const frame = event.senderFrame;
  if (!frame || frame !== event.sender.mainFrame) return 'sender is not the main frame';
  if (!isOwnUrl(frame.url)) return 'sender shows another origin';
  if (may === 'all') return null;
  return typeof name === 'string' && may.has(name) ? null : 'this window may not ask for it';
}
