import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { documentWithSheets } from './sheet-document';

/** Lines that can be scrolled back to; all of it stands in the transcript. */
const scrollback = 5_000;

/** Sizes of the letters, in CSS pixels. */
export const sizes = { least: 10, usual: 14, most: 28 };

export interface Keys {
  /** What was typed, as a terminal sends it: Enter is `\r`. */
  onType: (text: string) => void;
  onResize: (cols: number, rows: number) => void;
}

/** A terminal on the page, without what is around it. */
export class Screen {
  private readonly terminal: Terminal;
  private readonly fit = new FitAddon();
  private readonly search = new SearchAddon();
  private readonly watch: ResizeObserver;

  constructor(place: HTMLElement, label: string, keys: Keys) {
    const terminal = new Terminal({
      documentOverride: documentWithSheets(document),
      scrollback,
      fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      fontSize: sizes.usual,
      theme: themeOf(place),
      screenReaderMode: true,
      // Neither links nor titles of a server have any business here.
      linkHandler: { activate: () => undefined, allowNonHttpProtocols: false },
      convertEol: false,
    });
    this.terminal = terminal;
    terminal.loadAddon(this.fit);
    terminal.loadAddon(this.search);
    terminal.open(place);
    terminal.textarea?.setAttribute('aria-label', label);
    terminal.onData(keys.onType);
    terminal.onResize(({ cols, rows }) => keys.onResize(cols, rows));
    // Keys that lead out of it, as anywhere else in the window; a script asks for none of them.
    terminal.attachCustomKeyEventHandler(({ key, altKey }) => !isWindowKey(key, altKey));
    this.watch = new ResizeObserver(() => this.fit.fit());
    this.watch.observe(place);
  }

  /** Resolves when it was drawn: until then nothing more need be sent. */
  write(text: string): Promise<void> {
    return new Promise((resolve) => this.terminal.write(text, resolve));
  }

  /** In its turn, after what is still to be drawn. */
  clear(): void {
    this.terminal.write('\u001bc');
  }

  focus(): void {
    this.terminal.focus();
  }

  /** What is selected, else all that can be scrolled to. */
  text(): string {
    if (this.terminal.hasSelection()) return this.terminal.getSelection();
    this.terminal.selectAll();
    const all = this.terminal.getSelection();
    this.terminal.clearSelection();
    return all.replace(/\s+$/, '\n');
  }

  /** Goes to the next place of these words; false when there is none. */
  find(words: string, back: boolean): boolean {
    if (words === '') {
      this.search.clearDecorations();
      return true;
    }
    return back ? this.search.findPrevious(words) : this.search.findNext(words);
  }

  /** @returns the size it has now */
  enlarge(by: number): number {
    const { fontSize = sizes.usual } = this.terminal.options;
    const size = Math.min(sizes.most, Math.max(sizes.least, fontSize + by));
    this.terminal.options.fontSize = size;
    this.fit.fit();
    return size;
  }

  end(): void {
    this.watch.disconnect();
    this.terminal.dispose();
  }
}

function isWindowKey(key: string, altKey: boolean): boolean {
  return key === 'Tab' || key === 'F6' || (altKey && key.startsWith('Arrow'));
}

function themeOf(place: HTMLElement): ITheme {
  const style = getComputedStyle(place);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: colour('--terminal-ground'),
    foreground: colour('--terminal-ink'),
    cursor: colour('--terminal-ink'),
    cursorAccent: colour('--terminal-ground'),
    selectionBackground: colour('--terminal-selection'),
  };
}
