import { useCallback, useEffect } from 'react';
import type { JobView } from '../../../app/contract/views';
import { useClient } from '../../client';
import { useLive, type Live } from '../../state/use-live';

/** Opens a job, follows it, and leaves it when the screen goes. */
export function useJob(job: string): Live<JobView> {
  const client = useClient();
  useEffect(
    () => () => {
      // After this turn: what was typed last is still on its way when the screen goes.
      queueMicrotask(() => void client.call('jobs.leave', { job }));
    },
    [client, job],
  );
  return useLive(
    useCallback(() => client.call('jobs.open', { job }), [client, job]),
    useCallback(
      (take) =>
        client.on('job', (view) => {
          if (view.state.id === job) take(view);
        }),
      [client, job],
    ),
  );
}
