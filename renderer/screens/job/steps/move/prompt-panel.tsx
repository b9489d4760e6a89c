import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptView } from '../../../../../app/contract/terminal-views';
import { Icon } from '../../../../components/icon';
import { useStep } from '../../step-context';

/** What the script asks just now, or where it stands. */
export function PromptPanel({ script }: { script: ScriptView }) {
  const { t } = useTranslation('steps');
  const endOf = ({ exit, signal }: Extract<ScriptView, { phase: 'ended' }>): string => {
    if (exit !== null) return t('move.ended', { exit: String(exit) });
    return signal === null ? t('move.lost') : t('move.endedBy', { signal });
  };
  switch (script.phase) {
    case 'running':
      return <p role="status">{t('move.running')}</p>;
    case 'ended':
      return <p role="status">{endOf(script)}</p>;
    case 'not-started':
      return <p role="status">{t('move.notStarted')}</p>;
    case 'lost':
      return <p role="status">{t('move.lost')}</p>;
    case 'about-to-answer':
      return <About key={script.id} script={script} />;
    case 'asks-person':
      return <Asks key={script.id} script={script} title={t('move.asksTitle')} />;
    case 'stopped-automation':
      return <Asks key={script.id} script={script} title={t('move.stoppedTitle')} />;
  }
}

function Prompt({ before, prompt }: { before: string; prompt: string }) {
  return (
    <pre className="script-prompt">
      {before !== '' && <span className="quiet-text">{`${before}\n`}</span>}
      <strong>{prompt}</strong>
    </pre>
  );
}

/** The code of a reason in words; one that a newer main process has is shown as it is. */
function useWhy(): (why: string) => string {
  const { t } = useTranslation('steps');
  return (why) => t(`move.why.${why as 'unknown'}`, { defaultValue: why });
}

function About({ script }: { script: Extract<ScriptView, { phase: 'about-to-answer' }> }) {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const why = useWhy();
  const { answer } = script;
  const decide = (send: boolean) => () =>
    void call('terminal.decide', { job: view.state.id, prompt: script.id, send });
  const words =
    'secret' in answer
      ? t(`move.secretAnswer.${answer.secret}`)
      : answer.text === ''
        ? t('move.enter')
        : answer.text;
  return (
    <section className="keep script-panel" aria-live="assertive">
      <h2>{t('move.aboutTitle')}</h2>
      <Prompt {...script} />
      <p className="field-hint">{why(script.why)}</p>
      <div className="row">
        <button type="button" className="button strong" onClick={decide(true)}>
          <Icon name="check" />
          {t('move.sendThis', { answer: words })}
        </button>
        <button type="button" className="button" onClick={decide(false)}>
          {t('move.decline')}
        </button>
      </div>
    </section>
  );
}

type Asked = Extract<ScriptView, { phase: 'asks-person' | 'stopped-automation' }>;

/** The field is not React's: what is typed goes from the page straight into the call, since it may be a password. */
function Asks({ script, title }: { script: Asked; title: string }) {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const why = useWhy();
  const field = useRef<HTMLInputElement>(null);
  function send(): void {
    const answer = field.current?.value ?? '';
    if (field.current) field.current.value = '';
    void call('terminal.answer', { job: view.state.id, prompt: script.id, answer, secret: script.hidden });
  }
  return (
    <section className="keep script-panel" aria-live="assertive">
      <h2>{title}</h2>
      <Prompt {...script} />
      <p className="field-hint">{why(script.why)}</p>
      <div className="row">
        <input
          ref={field}
          type={script.hidden ? 'password' : 'text'}
          aria-label={t(script.hidden ? 'move.answerHidden' : 'move.answer')}
          autoComplete="off"
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="button" className="button strong" onClick={send}>
          {t('move.send')}
        </button>
      </div>
    </section>
  );
}
