import { useEffect, useMemo, useState } from 'react';
import type { LicenceTable } from '../../../../../app/contract/views';
import { countTypes, type TypeCount } from '../../../../../app/domain/licensing/counts';
import { leftByUpgrade } from '../../../../../app/domain/licensing/entitlement';
import { typedCounts } from '../../../../../app/domain/licensing/order-numbers';
import { useClient } from '../../../../client';
import { useStep } from '../../step-context';

export interface Users {
  /** After the choices of this job, against the numbers typed; null: no users were read. */
  counts: TypeCount[] | null;
  /** The type that all have as an upgrade leaves it, while nothing was chosen. */
  allHave: string | null;
}

/** Who has which type, as far as it was read. Choices are made on another screen, so they stand still on this one. */
export function useUsers(): Users {
  const { view, step } = useStep();
  const client = useClient();
  const [table, setTable] = useState<LicenceTable | null>(null);
  const job = view.state.id;
  const readAt = view.state.factSources.userCount?.at;

  useEffect(() => {
    let open = true;
    void client.call('licences.table', { job }).then((result) => {
      if (open) setTable(result.ok ? result.value : null);
    });
    return () => {
      open = false;
    };
  }, [client, job, readAt]);

  return useMemo((): Users => {
    if (!table) return { counts: null, allHave: null };
    const chosen = new Map(Object.entries(table.choices).map(([id, { type }]) => [id, type]));
    const counts = countTypes(table.rows, chosen, typedCounts(step.inputs));
    return { counts, allHave: chosen.size === 0 ? leftByUpgrade(table.rows) : null };
  }, [table, step.inputs]);
}
