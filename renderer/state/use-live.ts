import { useCallback, useEffect, useState } from 'react';
import type { Result, WizardError } from '../../app/domain/error';

/** A value of the main process as last told; undefined until the first answer. */
export interface Live<T> {
  value: T | undefined;
  error: WizardError | null;
  /** Asks again, after an error. */
  again: () => void;
}

/**
 * Asks once and then listens. What was sent up wins over an answer that was asked for earlier, since it is newer. Both
 * functions must keep their identity (`useCallback`).
 */
export function useLive<T>(
  ask: () => Promise<Result<T>>,
  listen: (take: (value: T) => void) => () => void,
): Live<T> {
  const [value, setValue] = useState<T>();
  const [error, setError] = useState<WizardError | null>(null);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let open = true;
    let sent = false;
    const stop = listen((next) => {
      sent = true;
      setValue(next);
    });
    void ask().then((result) => {
      if (!open) return;
      setError(result.ok ? null : result.error);
      if (result.ok && !sent) setValue(result.value);
    });
    return () => {
      open = false;
      stop();
    };
  }, [ask, listen, asked]);

  const again = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  return { value, error, again };
}
