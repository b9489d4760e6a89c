import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen, sizes } from './screen';
import '../../styles/terminal.css';

/** Where the terminal gets what it shows: `begin` is called with its place for the text, and gives the way to stop. */
export interface Feed {
  begin: (write: (text: string) => Promise<void>, clear: () => void) => () => void;
  type: (text: string) => void;
  resize: (cols: number, rows: number) => void;
  copy: (text: string) => void;
}

/** A live terminal, with search, copy and size. What is typed in it goes to the server at once. */
export function LiveTerminal({ label, feed }: { label: string; feed: Feed }) {
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen | null>(null);
  const feedRef = useRef(feed);
  useEffect(() => {
    feedRef.current = feed;
  });
  useEffect(() => {
    if (!place.current) return;
    const shown = new Screen(place.current, label, {
      onType: (text) => feedRef.current.type(text),
      onResize: (cols, rows) => feedRef.current.resize(cols, rows),
    });
    screen.current = shown;
    const stop = feedRef.current.begin(
      (text) => shown.write(text),
      () => shown.clear(),
    );
    return () => {
      stop();
      shown.end();
      screen.current = null;
    };
  }, [label]);
  return (
    <section className="terminal" aria-label={label}>
      <Tools screen={screen} copy={(text) => feedRef.current.copy(text)} />
      <div ref={place} className="terminal-screen" />
    </section>
  );
}

function Tools({ screen, copy }: { screen: RefObject<Screen | null>; copy: (text: string) => void }) {
  const { t } = useTranslation('job');
  const [size, setSize] = useState<number>(sizes.usual);
  const enlarge = (by: number) => () => {
    setSize(screen.current?.enlarge(by) ?? sizes.usual);
  };
  return (
    <div className="terminal-tools" role="toolbar" aria-label={t('terminal.tools')}>
      <Search screen={screen} />
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          copy(screen.current?.text() ?? '');
        }}
      >
        {t('terminal.copy')}
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={t('terminal.smaller')}
        disabled={size <= sizes.least}
        onClick={enlarge(-1)}
      >
        A−
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={t('terminal.larger')}
        disabled={size >= sizes.most}
        onClick={enlarge(1)}
      >
        A+
      </button>
    </div>
  );
}

function Search({ screen }: { screen: RefObject<Screen | null> }) {
  const { t } = useTranslation('job');
  const [missing, setMissing] = useState(false);
  return (
    <span className="terminal-search">
      <input
        type="search"
        aria-label={t('terminal.search')}
        placeholder={t('terminal.search')}
        aria-invalid={missing || undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          setMissing(screen.current?.find(event.currentTarget.value, event.shiftKey) === false);
        }}
      />
      <span role="status" className="field-problem">
        {missing && t('terminal.notFound')}
      </span>
    </span>
  );
}
