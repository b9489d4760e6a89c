import type { Client } from '../../../app/contract/client';
import type { PracticePreset } from '../../../app/contract/views';
import type { Result } from '../../../app/domain/error';

/** A practice PBX and a job on it, with its address already filled in. */
export async function practise(
  client: Client,
  { id: preset, kind }: Pick<PracticePreset, 'id' | 'kind'>,
): Promise<Result<string>> {
  const started = await client.call('practice.start', { preset });
  if (!started.ok) return started;
  const created = await client.call('jobs.create', { kind, preset });
  if (!created.ok) return created;
  const { job } = created.value;
  const filled = await client.call('steps.input', {
    job,
    step: 'prepare',
    field: 'address',
    value: started.value.address,
  });
  return filled.ok ? { ok: true, value: job } : filled;
}
