import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../../app/domain/step-state';
import { afterMoveItems, type AfterMoveItem } from '../../../../../app/domain/move/after';
import { Icon } from '../../../../components/icon';
import { useStep } from '../../step-context';
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

  function say(): void {
    const text = note.current?.value.trim() ?? '';
    // Pressed once more without a note: the one that was given stays.
    if (text === '' && told !== undefined) return;
    const at = { job: view.state.id, step: step.id };
    void call('steps.confirm', {
      ...at,
      code: `after-${item}`,
      note: text === '' ? t('after-move.done') : text,
    });
  }
  return (
    <li data-done={told !== undefined || undefined}>
      <h2>
        {told !== undefined && <Icon name="check" />}
        {title}
      </h2>
      <p>{t(`after-move.items.${item}.text`)}</p>
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
