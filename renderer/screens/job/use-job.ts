import { useCallback, useEffect, useRef } from 'react';
import type { JobView } from '../../../app/contract/views';
import { useClient } from '../../client';
import { useLive, type Live } from '../../state/use-live';

/**
 * Opens a job, follows it, and leaves it when the screen goes; but not while the wizard is at work, since leaving stops
 * the work, and a look at the other jobs must not end an upgrade's wait.
 */
export function useJob(job: string): Live<JobView> {
  const client = useClient();
  const live = useLive(
    useCallback(() => client.call('jobs.open', { job }), [client, job]),
    useCallback(
      (take) =>
        client.on('job', (view) => {
          if (view.state.id === job) take(view);
        }),
      [client, job],
    ),
  );
  const atWork = useRef(false);
  const working = live.value !== undefined && live.value.progress !== null;
  useEffect(() => {
    atWork.current = working;
  }, [working]);
  useEffect(
    () => () => {
      // After this turn: what was typed last is still on its way when the screen goes.
      if (!atWork.current) queueMicrotask(() => void client.call('jobs.leave', { job }));
    },
    [client, job],
  );
  return live;
}
