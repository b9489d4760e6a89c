import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon';
import { Words } from '../../../components/words';
import { useStep } from '../step-context';
import '../../../styles/move.css';

export interface ChecklistItem {
  /** Under which the installer's word is kept. */
  code: string;
  title: string;
  text: string;
}

/** What is left to a person, one after the other, each with a word for the report. */
export function Checklist({ items }: { items: readonly ChecklistItem[] }) {
  return (
    <ul className="checklist">
      {items.map((item) => (
        <Item key={item.code} {...item} />
      ))}
    </ul>
  );
}

function Item({ code, title, text }: ChecklistItem) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const note = useRef<HTMLInputElement>(null);
  const id = useId();
  const told = step.inputs[`confirmed.${code}`];

  function say(): void {
    const typed = note.current?.value.trim() ?? '';
    // Pressed once more without a note: the one that was given stays.
    if (typed === '' && told !== undefined) return;
    const at = { job: view.state.id, step: step.id };
    void call('steps.confirm', { ...at, code, note: typed === '' ? t('after-move.done') : typed });
  }
  return (
    <li data-done={told !== undefined || undefined}>
      <h2>
        {told !== undefined && <Icon name="check" />}
        {title}
      </h2>
      <p>
        <Words>{text}</Words>
      </p>
      {told !== undefined && <p className="accepted-line">{t('after-move.said', { note: told })}</p>}
      <div className="field inline-form">
        <label htmlFor={id}>{t('after-move.note')}</label>
        <input
          ref={note}
          id={id}
          type="text"
          aria-label={`${title}: ${t('after-move.note')}`}
          placeholder={t('after-move.later')}
        />
        <button
          type="button"
          className="button"
          aria-label={`${title}: ${t('after-move.done')}`}
          onClick={say}
        >
          {t('after-move.done')}
        </button>
      </div>
    </li>
  );
}
