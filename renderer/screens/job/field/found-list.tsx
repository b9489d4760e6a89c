import { useTranslation } from 'react-i18next';
import type { SearchView } from '../../../../app/contract/field-views';
import type { FoundPbx } from '../../../../app/domain/found';
import { signsInWords } from '../../../strings/said';
import { useStep } from '../step-context';

/** What the search found, and whether it was called off; choosing one fills the step's address. */
export function FoundList({ search: { found, asked, all } }: { search: SearchView }) {
  const { t } = useTranslation('field');
  return (
    <div className="found">
      {asked < all && <p role="status">{t('find.calledOff', { asked, all })}</p>}
      {asked === all && found.length === 0 && <p role="status">{t('find.none', { all })}</p>}
      {found.length > 0 && (
        <ul aria-label={t('find.results')}>
          {found.map((pbx) => (
            <Found key={pbx.address} pbx={pbx} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Found({ pbx: { address, certificate, altNames, server, signs } }: { pbx: FoundPbx }) {
  const { t } = useTranslation('field');
  const { view, step, call } = useStep();
  const use = { job: view.state.id, step: step.id, field: 'address', value: address };
  return (
    <li>
      <div>
        <strong>{address}</strong>
        <dl className="rows">
          <Row label={t('find.certificate')} value={[certificate, altNames].filter(Boolean).join('; ')} />
          <Row label={t('find.server')} value={server ?? t('find.notTold')} />
          <Row label={t('find.signs')} value={signsInWords(signs)} />
        </dl>
      </div>
      <button type="button" className="button" onClick={() => void call('steps.input', use)}>
        {t('find.use', { address })}
      </button>
    </li>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
