import { useId, useRef, type ReactNode } from 'react';
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
  more?: ReactNode;
  /** Also “later” is a word that it may rest on. */
  mayWait?: boolean;
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

function Item({ code, title, text, more, mayWait = false }: ChecklistItem) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const note = useRef<HTMLInputElement>(null);
  const id = useId();
  const told = step.inputs[`confirmed.${code}`];

  /** What was noted before stays, and the new word comes behind it. */
  function say(what: 'done' | 'later'): void {
    const typed = note.current?.value.trim() ?? '';
    const word = t(`after-move.${what}`);
    const text = typed === '' ? word : t('after-move.withNote', { what: word, note: typed });
    // Pressed once more with nothing new.
    if (told?.split('; ').at(-1) === text) return;
    if (note.current) note.current.value = '';
    const whole = told === undefined ? text : `${told}; ${text}`;
    void call('steps.confirm', { job: view.state.id, step: step.id, code, note: whole });
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
      {more}
      {told !== undefined && <p className="accepted-line">{t('after-move.said', { note: told })}</p>}
      <div className="field inline-form">
        <label htmlFor={id}>{t('after-move.note')}</label>
        <input
          ref={note}
          id={id}
          type="text"
          aria-label={`${title}: ${t('after-move.note')}`}
          placeholder={t('after-move.hint')}
        />
        {(mayWait ? (['done', 'later'] as const) : (['done'] as const)).map((what) => (
          <button
            key={what}
            type="button"
            className="button"
            aria-label={`${title}: ${t(`after-move.${what}`)}`}
            onClick={() => {
              say(what);
            }}
          >
            {t(`after-move.${what}`)}
          </button>
        ))}
      </div>
    </li>
  );
}
