import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBefore, useStep } from '../step-context';

/** Nothing in the PBX's answer tells it: the installer's word, with what was seen. */
export function SayActivated() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const note = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState(false);
  const id = useId();
  useBefore(async () => {
    const seen = note.current?.value.trim() ?? '';
    setMissing(seen === '');
    if (seen === '') {
      note.current?.focus();
      return false;
    }
    const at = { job: view.state.id, step: step.id };
    return (await call('steps.confirm', { ...at, code: 'activated-seen', note: seen })).ok;
  });
  return (
    <section className="field">
      <h2>{t('activate.saidTitle')}</h2>
      <label htmlFor={id}>{t('activate.said')}</label>
      <textarea
        ref={note}
        id={id}
        rows={2}
        aria-invalid={missing || undefined}
        aria-describedby={`${id}-hint`}
      />
      <span id={`${id}-hint`} className={missing ? 'field-problem' : 'field-hint'}>
        {missing ? t('activate.saidNeeded') : t('activate.saidHint')}
      </span>
    </section>
  );
}
