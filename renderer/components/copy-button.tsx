import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../client';
import { Icon } from './icon';

/** True for a moment after each `show()`. */
function useFlash(): [shown: boolean, show: () => void] {
  const [times, setTimes] = useState(0);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => {
      setShown(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [times]);
  return [
    shown,
    () => {
      setShown(true);
      setTimes((n) => n + 1);
    },
  ];
}

interface CopyProps {
  /** What is copied, for the accessible name: `Copy <name>`. */
  name: string;
  text: string;
  /** Shows the word beside the icon. */
  wide?: boolean;
}

/** Copies a text that is no secret. */
export function CopyButton({ name, text, wide = false }: CopyProps) {
  const { t } = useTranslation();
  const client = useClient();
  const [copied, flash] = useFlash();
  return (
    <button
      type="button"
      className={wide ? 'button' : 'button icon-only'}
      aria-label={t('actions.copyNamed', { name })}
      title={t('actions.copyNamed', { name })}
      onClick={() => {
        void client.call('app.copy', { text }).then((result) => {
          if (result.ok) flash();
        });
      }}
    >
      <Icon name={copied ? 'check' : 'copy'} />
      {wide && <span>{copied ? t('actions.copied') : t('actions.copy')}</span>}
      <span className="unseen" role="status">
        {copied ? t('actions.copied') : ''}
      </span>
    </button>
  );
}
