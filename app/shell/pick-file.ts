import { dialog, type BrowserWindow } from 'electron';

/** One existing file, chosen in the system's own dialog; null: none was. */
export async function pickFile(window: BrowserWindow, title: string): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openFile'] });
  return filePaths[0] ?? null;
}
