import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface AskOnceMoreProps {
  /** What the first button is called. */
  button: string;
  /** What will come of it. */
  question: ReactNode;
  /** What the second button is called: never in the place of the first, so that two presses are two decisions. */
  sure: string;
  quiet?: boolean;
  onSure: () => void;
}

const focus = (button: HTMLButtonElement | null): void => button?.focus();

/** A word that ends something: asked for once more, in the page itself. */
export function AskOnceMore({ button, question, sure, quiet = false, onSure }: AskOnceMoreProps) {
  const { t } = useTranslation('common');
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <button type="button" className={quiet ? 'button quiet' : 'button'} onClick={() => setAsking(true)}>
        {button}
      </button>
    );
  return (
    <div className="ask-once-more" role="group" aria-label={button}>
      <p role="alert">{question}</p>
      <div className="row">
        <button ref={focus} type="button" className="button" onClick={() => setAsking(false)}>
          {t('actions.cancel')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setAsking(false);
            onSure();
          }}
        >
          {sure}
        </button>
      </div>
    </div>
  );
}
