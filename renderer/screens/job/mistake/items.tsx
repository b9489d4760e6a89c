import { useTranslation } from 'react-i18next';
import { licenceLabel } from '../../../../app/domain/licensing/types';
import { hasOddCount } from './draft';
import { Field } from './field';
import type { Part } from './when';

/** The items the vendor asks for. */
export function Items({ draft, change }: Part) {
  const { t } = useTranslation('job');
  const set = (name: 'partner' | 'serial' | 'sender' | 'term') => (value: string) => {
    change({ [name]: value });
  };
  return (
    <>
      <Field label={t('mistake.partner')} value={draft.partner} onChange={set('partner')} />
      <Field label={t('mistake.serial')} value={draft.serial} onChange={set('serial')} />
      <Licences draft={draft} change={change} />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.termChanged}
          onChange={(event) => {
            change({ termChanged: event.currentTarget.checked });
          }}
        />
        {t('mistake.termChanged')}
      </label>
      {draft.termChanged && <Field label={t('mistake.term')} value={draft.term} onChange={set('term')} />}
      <Field label={t('mistake.sender')} value={draft.sender} onChange={set('sender')} />
    </>
  );
}

function Licences({ draft, change }: Part) {
  const { t } = useTranslation('job');
  return (
    <fieldset className="letter-licences">
      <legend>{t('mistake.licences')}</legend>
      {Object.entries(draft.counts).map(([type, count]) => (
        <label key={type}>
          <span>{licenceLabel(type)}</span>
          <input
            type="text"
            inputMode="numeric"
            value={count}
            aria-label={t('mistake.count', { type: licenceLabel(type) })}
            onChange={(event) => {
              change({ counts: { ...draft.counts, [type]: event.currentTarget.value } });
            }}
          />
        </label>
      ))}
      {hasOddCount(draft) && <span className="field-problem">{t('mistake.countOdd')}</span>}
    </fieldset>
  );
}
