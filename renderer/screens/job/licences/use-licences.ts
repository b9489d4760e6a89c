import { useCallback, useEffect, useState } from 'react';
import type { LicenceTable } from '../../../../app/contract/views';
import { isEnded } from '../../../../app/domain/step-state';
import { useClient } from '../../../client';
import { useStep } from '../step-context';

interface Licences {
  table: LicenceTable | null;
  choose: (users: readonly string[], type: string | null) => void;
  suggest: () => void;
  /** Has the wizard read what was bought in the PBX's page. */
  readNumbers: () => void;
}

/** Suggestions not chosen yet, by type. */
export function openSuggestions(table: LicenceTable): Map<string, string[]> {
  const byType = new Map<string, string[]>();
  for (const { id, suggestion, chosen } of table.rows) {
    if (!suggestion || chosen === suggestion.type) continue;
    byType.set(suggestion.type, [...(byType.get(suggestion.type) ?? []), id]);
  }
  return byType;
}

/** The table is asked for anew whenever the step moves: reading and writing both change it. */
export function useLicences(): Licences {
  const { view, step, call } = useStep();
  const client = useClient();
  const job = view.state.id;
  const ended = isEnded(step.state);
  const [table, setTable] = useState<LicenceTable | null>(null);

  useEffect(() => {
    let open = true;
    void client.call('licences.table', { job }).then((result) => {
      if (open && result.ok) setTable(result.value);
    });
    return () => {
      open = false;
    };
  }, [client, job, step.state, view.state.facts.userCount, view.state.facts.licences]);

  const choose = useCallback(
    async (users: readonly string[], type: string | null): Promise<void> => {
      if (users.length === 0) return;
      const result = await call('licences.choose', { job, users: [...users], type });
      if (!result.ok) return;
      setTable(result.value);
      // A step that ended makes no plan by itself: it has to look again to offer the change.
      if (ended) await call('steps.look', { job, step: 'licences' });
    },
    [call, job, ended],
  );
  async function suggest(): Promise<void> {
    if (!table) return;
    for (const [type, users] of openSuggestions(table)) await choose(users, type);
  }
  async function readNumbers(): Promise<void> {
    const result = await call('licences.numbers', { job });
    if (result.ok) setTable(result.value);
  }
  return {
    table,
    readNumbers: () => void readNumbers(),
    choose: (users, type) => void choose(users, type),
    suggest: () => void suggest(),
  };
}
