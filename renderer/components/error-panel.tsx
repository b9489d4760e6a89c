import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { WizardError } from '../../app/domain/error';
import { errorText } from '../strings/said';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

/** What support needs, as one text: code, values, details. */
function detailsOf(error: WizardError): string {
  const values = Object.entries(error.params ?? {}).map(([name, value]) => `${name}: ${String(value)}`);
  return [error.code, ...values, ...(error.details === undefined ? [] : [error.details])].join('\n');
}

interface ErrorPanelProps {
  error: WizardError;
  /** Offered only where trying the same again can help. */
  onRetry?: (() => void) | undefined;
  /** Where something else helps than trying again: what it is called, and the way there. */
  instead?: { label: string; act: () => void } | undefined;
  /** What to try stands right below, ready to be done. */
  brief?: boolean;
  /** What is to be done first stands below, and should be in sight: what to try is folded away. */
  folded?: boolean;
}

/** What happened, what it means here, what to try first, and the details for support. */
export function ErrorPanel({ error, onRetry, instead, brief = false, folded = false }: ErrorPanelProps) {
  const { t } = useTranslation();
  const title = useId();
  const text = errorText(error.code, error.params);
  return (
    <section className="error-panel" role="alert" aria-labelledby={title}>
      <h2 id={title}>
        <Icon name="warning" size={18} />
        {text.title}
      </h2>
      <p>{text.meaning}</p>
      {!brief && !folded && (
        <>
          <h3>{t('error.tryFirst')}</h3>
          <Tries lines={text.tryFirst} />
        </>
      )}
      {!brief && folded && (
        <details>
          <summary>{t('error.tryFirst')}</summary>
          <Tries lines={text.tryFirst} />
        </details>
      )}
      <div className="error-foot">
        {instead && (
          <button type="button" className="button strong" onClick={instead.act}>
            <Icon name="shield" />
            {instead.label}
          </button>
        )}
        {onRetry && error.retry && (
          <button type="button" className="button" onClick={onRetry}>
            <Icon name="reload" />
            {t('actions.retry')}
          </button>
        )}
        <details>
          <summary>{t('error.details')}</summary>
          <pre tabIndex={0}>{detailsOf(error)}</pre>
          <CopyButton name={t('error.details')} text={detailsOf(error)} wide />
        </details>
      </div>
    </section>
  );
}

function Tries({ lines }: { lines: readonly string[] }) {
  return (
    <ol>
      {lines.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ol>
  );
}
