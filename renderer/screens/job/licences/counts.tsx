import { useTranslation } from 'react-i18next';
import type { TypeCount } from '../../../../app/domain/licensing/counts';
import { findLicenceType, licenceLabel } from '../../../../app/domain/licensing/types';
import { pageSource } from '../../../../app/domain/recipe';
import { Icon } from '../../../components/icon';
import { useStep } from '../step-context';

/** Bought, used now, used after the changes, type by type; over by word and icon besides colour. */
export function Counts({ counts, onRead }: { counts: readonly TypeCount[]; onRead: () => void }) {
  const { t } = useTranslation('steps');
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
      <NumbersFrom onRead={onRead} />
    </section>
  );
}

/** Where the bought numbers come from; where no route tells them, they can be read in the page. */
function NumbersFrom({ onRead }: { onRead: () => void }) {
  const { t } = useTranslation('steps');
  const { view, locked } = useStep();
  const source = view.state.factSources.licences?.source;
  const from = sourceOf(source);
  return (
    <>
      <p className="field-hint">{t(`licences.numbersFrom.${from}`)}</p>
      {from !== 'pbx' && view.state.closed === null && (
        <button type="button" className="button" disabled={locked} onClick={onRead}>
          {t(from === 'page' ? 'licences.readNumbersAgain' : 'licences.readNumbers')}
        </button>
      )}
    </>
  );
}

function sourceOf(source: string | undefined): 'pbx' | 'page' | 'typed' | 'none' {
  if (source === undefined) return 'none';
  if (source === pageSource) return 'page';
  // What was read names its route; see the steps that write this fact.
  return source.startsWith('GET ') ? 'pbx' : 'typed';
}

function CountRow({ count }: { count: TypeCount }) {
  const { t } = useTranslation('steps');
  const free = findLicenceType(count.type)?.free ?? false;
  const bought = free ? t('licences.free') : (count.bought ?? t('licences.unknownBought'));
  const by = count.usedAfter - (count.bought ?? 0);
  return (
    <tr data-over={count.over || undefined}>
      <th scope="row">{licenceLabel(count.type)}</th>
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
