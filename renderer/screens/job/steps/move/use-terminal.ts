import { useEffect, useMemo, useRef, useState } from 'react';
import type { TerminalPiece } from '../../../../../app/contract/terminal-views';
import { useClient } from '../../../../client';
import type { Feed } from '../../../../components/terminal/terminal';

export interface Watched {
  script: TerminalPiece['script'];
  file: string | null;
  feed: Feed;
}

/**
 * The terminal of a job as the app sends it. What was drawn is told back, so that the app sends no more than can be drawn. Text
 * goes straight to the terminal and is kept nowhere here.
 */
export function useTerminal(job: string): Watched {
  const client = useClient();
  const [told, setTold] = useState<Pick<TerminalPiece, 'script' | 'file'>>({ script: null, file: null });
  const draw = useRef<((piece: TerminalPiece) => void) | null>(null);
  /** What came before the terminal was on the page. */
  const early = useRef<TerminalPiece[]>([]);

  useEffect(() => {
    const take = (piece: TerminalPiece): void => {
      if (piece.job !== job) return;
      setTold(({ script, file }) =>
        script === piece.script && file === piece.file
          ? { script, file }
          : { script: piece.script, file: piece.file },
      );
      if (draw.current) draw.current(piece);
      else early.current.push(piece);
    };
    const stop = client.on('terminal', take);
    void client.call('terminal.open', { job }).then((answer) => {
      if (answer.ok) take(answer.value);
    });
    return stop;
  }, [client, job]);

  const feed = useMemo((): Feed => {
    return {
      begin: (write, clear) => {
        draw.current = ({ text, anew }) => {
          if (anew) clear();
          if (text !== '')
            void write(text).then(() => client.call('terminal.drawn', { job, signs: text.length }));
        };
        const waiting = early.current.splice(0);
        for (const piece of waiting) draw.current(piece);
        // A terminal that is on the page for the second time begins anew.
        if (waiting.length === 0)
          void client.call('terminal.open', { job }).then((answer) => {
            if (answer.ok) draw.current?.(answer.value);
          });
        return () => {
          draw.current = null;
        };
      },
      type: (keys) => void client.call('terminal.type', { job, keys }),
      resize: (cols, rows) => void client.call('terminal.resize', { job, cols, rows }),
      copy: (text) => void client.call('app.copy', { text }),
    };
  }, [client, job]);
  return { ...told, feed };
}
