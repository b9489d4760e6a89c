import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../../app/domain/step-state';
import { afterMoveItems, type AfterMoveItem } from '../../../../../app/domain/move/after';
import { Icon } from '../../../../components/icon';
import { useStep } from '../../step-context';
import { TakeDownDays } from './take-down';
import '../../../../styles/move.css';

/** What is left to a person, one after the other, each with a word for the report. */
export function AfterMove() {
  const { step } = useStep();
  if (isEnded(step.state)) return null;
  return (
    <ul className="checklist">
      {afterMoveItems.map((item) => (
        <Item key={item} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: AfterMoveItem }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const note = useRef<HTMLInputElement>(null);
  const id = useId();
  const told = step.inputs[`confirmed.after-${item}`];
  const title = t(`after-move.items.${item}.title`);

  /** What was noted before stays, and the new word comes behind it. */
  function say(what: 'done' | 'later'): void {
    const typed = note.current?.value.trim() ?? '';
    const word = t(`after-move.${what}`);
    const text = typed === '' ? word : t('after-move.withNote', { what: word, note: typed });
    // Pressed once more with nothing new.
    if (told?.split('; ').at(-1) === text) return;
    if (note.current) note.current.value = '';
    const whole = told === undefined ? text : `${told}; ${text}`;
    void call('steps.confirm', {
      job: view.state.id,
      step: step.id,
      code: `after-${item}`,
      note: whole,
    });
  }
  return (
    <li data-done={told !== undefined || undefined}>
      <h2>
        {told !== undefined && <Icon name="check" />}
        {title}
      </h2>
      <p>{t(`after-move.items.${item}.text`)}</p>
      {item === 'old-licences' && <TakeDownDays />}
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
        {(['done', 'later'] as const).map((what) => (
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
