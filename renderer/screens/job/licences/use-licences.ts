import { useCallback, useEffect, useRef, useState } from 'react';
import type { LicenceTable } from '../../../../app/contract/views';
import { isEnded } from '../../../../app/domain/step-state';
import type { OwnRule } from '../../../../app/domain/licensing/own-rules';
import { useClient } from '../../../client';
import { useStep } from '../step-context';
import { changesBetween, reduceView, startView, tellView, type TableView, type ViewAct } from './view';

export interface Licences {
  view: TableView | null;
  /** Happens in the window at once; what it chose is sent behind it. */
  act: (act: ViewAct) => void;
  /** Has the wizard read what was bought in the PBX's page. */
  readNumbers: () => void;
  /** Chooses, for the users of the last run, what they had before it. */
  undoRun: () => void;
  /** False: they were not saved, and the step says why. */
  saveRules: (rules: OwnRule[]) => Promise<boolean>;
}

/** The table is asked for anew whenever the step moves: reading and writing both change it. */
export function useLicences(): Licences {
  const { view: job, step, call } = useStep();
  const at = useRef<TableView | null>(null);
  const [view, setView] = useState<TableView | null>(null);
  const id = job.state.id;
  const show = useCallback((next: TableView): void => {
    at.current = next;
    setView(next);
  }, []);
  const tell = useCallback(
    (answer: LicenceTable): void => {
      show(at.current ? tellView(at.current, answer) : startView(answer));
    },
    [show],
  );
  const { send, load, look } = useSending(tell);

  useEffect(() => {
    load();
  }, [load, step.state, job.state.facts.userCount, job.state.facts.licences]);

  const act = useCallback(
    (one: ViewAct): void => {
      const before = at.current;
      if (!before) return;
      const after = reduceView(before, one);
      show(after);
      send(changesBetween(before.table.choices, after.table.choices));
    },
    [show, send],
  );
  async function undoRun(): Promise<void> {
    const result = await call('licences.undo', { job: id });
    if (!result.ok) return;
    tell(result.value);
    await look();
  }
  async function readNumbers(): Promise<void> {
    const result = await call('licences.numbers', { job: id });
    if (result.ok) tell(result.value);
  }
  async function saveRules(rules: OwnRule[]): Promise<boolean> {
    const result = await call('licences.rules', { job: id, rules });
    if (result.ok) tell(result.value);
    return result.ok;
  }
  return {
    view,
    act,
    readNumbers: () => void readNumbers(),
    undoRun: () => void undoRun(),
    saveRules,
  };
}

/** Choices go out one call after the other; the table is asked for only when all are out, or it would take some back. */
function useSending(tell: (answer: LicenceTable) => void) {
  const { view, step, call } = useStep();
  const client = useClient();
  const job = view.state.id;
  const ended = isEnded(step.state);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);
  const loads = useRef(0);

  const open = useRef(true);

  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const load = useCallback((): void => {
    async function ask(): Promise<void> {
      loads.current += 1;
      const mine = loads.current;
      for (;;) {
        await queue.current;
        const result = await client.call('licences.table', { job });
        if (!open.current || mine !== loads.current) return;
        if (waiting.current > 0) continue;
        if (result.ok) tell(result.value);
        return;
      }
    }
    void ask();
  }, [client, job, tell]);

  /** A step that ended makes no plan by itself: it has to look again to offer the change. */
  const look = useCallback(async (): Promise<void> => {
    if (ended) await call('steps.look', { job, step: 'licences' });
  }, [call, job, ended]);

  const send = useCallback(
    (set: ReturnType<typeof changesBetween>): void => {
      if (Object.keys(set).length === 0) return;
      waiting.current += 1;
      queue.current = queue.current.then(async () => {
        const result = await call('licences.choose', { job, set });
        waiting.current -= 1;
        if (!result.ok) load();
        else if (waiting.current === 0) await look();
      });
    },
    [call, job, load, look],
  );
  return { send, load, look };
}
