import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';

const Kept = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().min(400),
  height: z.number().min(300),
  maximized: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

const fallback = { width: 1280, height: 820 };

/** Where the window was last time; a place on no screen (a monitor was unplugged) falls back to the middle. */
export function placeOf(folder: string): { bounds: Partial<Rectangle>; maximized: boolean } {
  const kept = read(folder);
  if (!kept) return { bounds: fallback, maximized: false };
  const { maximized, ...bounds } = kept;
  const visible = screen.getAllDisplays().some(({ workArea }) => overlap(workArea, bounds) > 100 * 100);
  return visible ? { bounds, maximized } : { bounds: fallback, maximized };
}

export function rememberPlace(window: BrowserWindow, folder: string): void {
  window.on('close', () => {
    const kept: Kept = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(fileIn(folder), JSON.stringify(kept));
    } catch {
      // A window that forgets its place is no reason to keep anybody from closing it.
    }
  });
}

function fileIn(folder: string): string {
  return join(folder, 'window.json');
}

function read(folder: string): Kept | null {
  try {
    const parsed = Kept.safeParse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
