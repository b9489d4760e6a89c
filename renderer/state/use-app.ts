import { useCallback, useEffect, useState } from 'react';
import type { AppInfo, JobSummary, PracticePreset, PracticeView } from '../../app/contract/views';
import { useClient } from '../client';
import { useLive, type Live } from './use-live';

/** All jobs on this computer, as Home lists them. */
export function useJobs(): Live<JobSummary[]> {
  const client = useClient();
  return useLive(
    useCallback(() => client.call('jobs.list'), [client]),
    useCallback((take) => client.on('jobs', take), [client]),
  );
}

/** The practice PBX that runs now; null when none does. */
export function usePractice(): Live<PracticeView | null> {
  const client = useClient();
  return useLive(
    useCallback(() => client.call('practice.current'), [client]),
    useCallback((take) => client.on('practice', take), [client]),
  );
}

/** Null until answered. */
export function useAppInfo(): AppInfo | null {
  const client = useClient();
  const [info, setInfo] = useState<AppInfo | null>(null);
  useEffect(() => {
    void client.call('app.info').then((result) => {
      if (result.ok) setInfo(result.value);
    });
  }, [client]);
  return info;
}

/** Ready-made practice PBXs; null until answered, empty when there are none. */
export function usePresets(): PracticePreset[] | null {
  const client = useClient();
  const [presets, setPresets] = useState<PracticePreset[] | null>(null);
  useEffect(() => {
    void client.call('practice.presets').then((result) => {
      setPresets(result.ok ? result.value : []);
    });
  }, [client]);
  return presets;
}
