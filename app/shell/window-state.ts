import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

interface Kept extends Rectangle {
  maximized: boolean;
}

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

/** Null for a file that is missing or not what we wrote. By hand, since this runs before the first paint. */
function read(folder: string): Kept | null {
  try {
    const { x, y, width, height, maximized } = JSON.parse(
      readFileSync(fileIn(folder), 'utf8'),
    ) as Partial<Kept>;
    const numbers = [x, y, width, height].every((one) => Number.isFinite(one));
    if (!numbers || Number(width) < 400 || Number(height) < 300) return null;
    return {
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
      maximized: maximized === true,
    };
  } catch {
    return null;
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
