import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import { difference, type Difference, type Table } from '../../../../app/domain/licensing/table/table';
import { CopyButton } from '../../../components/copy-button';
import { Dialog } from '../../../components/dialog';
import { typeText, whyText } from './words';

const rowHeight = 34;

interface DifferenceProps {
  table: Table;
  rules: readonly OwnRule[];
  onClose: () => void;
}

/** Every change, from what to what, and why it was chosen. */
export function DifferenceDialog({ table, rules, onClose }: DifferenceProps) {
  const { t } = useTranslation('steps');
  const changes = useMemo(() => difference(table), [table]);
  const text = useMemo(
    () =>
      changes
        .map(({ user, from, to, why }) =>
          [user.extension, user.name, typeText(t, from), typeText(t, to), whyText(t, why, rules)].join('\t'),
        )
        .join('\n'),
    [changes, rules, t],
  );
  return (
    <Dialog title={t('licences.differenceTitle', { count: changes.length })} onClose={onClose}>
      <div className="difference">
        <p className="quiet-text">{t('licences.differenceLead')}</p>
        <CopyButton name={t('licences.differenceName')} text={text} wide />
        <Lines changes={changes} rules={rules} />
      </div>
    </Dialog>
  );
}

function Lines({ changes, rules }: { changes: readonly Difference[]; rules: readonly OwnRule[] }) {
  const { t } = useTranslation('steps');
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoises here
  const virtual = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={setScroller}
      className="difference-scroll"
      tabIndex={0}
      aria-label={t('licences.differenceName')}
      role="region"
    >
      <table aria-label={t('licences.differenceName')} aria-rowcount={changes.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t('licences.columns.extension')}</th>
            <th scope="col">{t('licences.columns.name')}</th>
            <th scope="col">{t('licences.from')}</th>
            <th scope="col">{t('licences.to')}</th>
            <th scope="col">{t('licences.whyColumn')}</th>
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const change = changes[index];
            return change && <Line key={change.user.id} change={change} index={index} rules={rules} />;
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  );
}

function Line({ change, index, rules }: { change: Difference; index: number; rules: readonly OwnRule[] }) {
  const { t } = useTranslation('steps');
  const { user, from, to, why } = change;
  const reason = whyText(t, why, rules);
  return (
    <tr aria-rowindex={index + 2}>
      <td>{user.extension}</td>
      <td title={user.name}>{user.name}</td>
      <td>{typeText(t, from)}</td>
      <td>
        <strong>{typeText(t, to)}</strong>
      </td>
      <td title={reason}>{reason}</td>
    </tr>
  );
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}
