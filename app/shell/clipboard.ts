import { clipboard } from 'electron';

/** A copied secret leaves the clipboard after this long, if it is still what is there. */
const secretStaysMs = 60_000;
let pending: { value: string; timer: NodeJS.Timeout } | null = null;

// Awaited throughout: reading and writing became asynchronous in newer Electron versions.

export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}

export async function copySecret(value: string): Promise<void> {
  await clipboard.writeText(value);
  if (pending) clearTimeout(pending.timer);
  const timer = setTimeout(() => void emptySecret(), secretStaysMs);
  pending = { value, timer };
}

/** Takes a secret we put there (or one that was just pasted from there) off the clipboard. */
export async function emptySecret(pasted?: string): Promise<void> {
  const value = (pasted ?? pending?.value)?.trim();
  if (pending) clearTimeout(pending.timer);
  pending = null;
  if (value && (await clipboard.readText()).trim() === value) clipboard.clear();
}

export async function readClipboard(): Promise<string> {
  return clipboard.readText();
}
