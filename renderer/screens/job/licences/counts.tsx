import { useTranslation } from 'react-i18next';
import type { LicenceTable } from '../../../../app/contract/views';
import { findLicenceType } from '../../../../app/domain/licensing/types';
import { Icon } from '../../../components/icon';
import { useStep } from '../step-context';

/** Bought, used now, used after the changes, type by type; over by word and icon besides colour. */
export function Counts({ counts }: { counts: LicenceTable['counts'] }) {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const isTyped = view.state.factSources.licences?.source.startsWith('GET ') === false;
  return (
    <section className="counts">
      <h2 id="licence-counts">{t('licences.countsTitle')}</h2>
      <table aria-labelledby="licence-counts">
        <thead>
          <tr>
            <th scope="col">{t('licences.counts.type')}</th>
            <th scope="col">{t('licences.counts.bought')}</th>
            <th scope="col">{t('licences.counts.now')}</th>
            <th scope="col">{t('licences.counts.after')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <CountRow key={count.type} count={count} />
          ))}
        </tbody>
      </table>
      {isTyped && <p className="field-hint">{t('licences.countsTyped')}</p>}
    </section>
  );
}

function CountRow({ count }: { count: LicenceTable['counts'][number] }) {
  const { t } = useTranslation('steps');
  const free = findLicenceType(count.type)?.free ?? false;
  const bought = free ? t('licences.free') : (count.bought ?? t('licences.unknownBought'));
  const by = count.usedAfter - (count.bought ?? 0);
  return (
    <tr data-over={count.over || undefined}>
      <th scope="row">{count.label}</th>
      <td>{bought}</td>
      <td>{count.usedNow}</td>
      <td>
        <strong>{count.usedAfter}</strong>
        {count.over && (
          <span className="over">
            <Icon name="warning" size={14} />
            {t('licences.overBy', { by })}
          </span>
        )}
      </td>
    </tr>
  );
}
