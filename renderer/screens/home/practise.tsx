import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../app/contract/client';
import type { PracticePreset, PracticeView } from '../../../app/contract/views';
import type { Result, WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { Icon } from '../../components/icon';
import { LazyError } from '../../components/lazy-error';
import { go, jobHref } from '../../route';
import { usePractice, usePresets } from '../../state/use-app';

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

/** Practice PBXs to choose from, and the one that runs. */
export function Practise() {
  const { t } = useTranslation('home');
  const client = useClient();
  const presets = usePresets();
  const { value: running } = usePractice();
  const [starting, setStarting] = useState<string | null>(null);
  const [error, setError] = useState<WizardError | null>(null);

  async function start(preset: PracticePreset): Promise<void> {
    setStarting(preset.id);
    setError(null);
    const result = await practise(client, preset);
    setStarting(null);
    if (result.ok) go(jobHref(result.value));
    else setError(result.error);
  }

  return (
    <section aria-labelledby="practise">
      <h2 id="practise">{t('practise.title')}</h2>
      <p className="section-lead">{t('practise.lead')}</p>
      <ul className="choices pair">
        {presets?.map((preset) => (
          <li key={preset.id}>
            <Preset preset={preset} starting={starting} onStart={() => void start(preset)} />
          </li>
        ))}
      </ul>
      {presets?.length === 0 && <p className="section-lead">{t('practise.none')}</p>}
      {running && <Running practice={running} />}
      {error && <LazyError error={error} />}
    </section>
  );
}

interface PresetProps {
  preset: PracticePreset;
  starting: string | null;
  onStart: () => void;
}

function Preset({ preset, starting, onStart }: PresetProps) {
  const { t } = useTranslation('home');
  const detail = t('practise.presetDetail', { version: preset.version, count: preset.users });
  return (
    <button
      type="button"
      className="choice quiet"
      aria-label={t('practise.start', { title: preset.title })}
      disabled={starting !== null}
      onClick={onStart}
    >
      <span className="choice-title">{t('practise.preset', { title: preset.title })}</span>
      <span className="choice-text">{starting === preset.id ? t('practise.starting') : detail}</span>
      <Icon name="right" />
    </button>
  );
}

function Running({ practice }: { practice: PracticeView }) {
  const { t } = useTranslation('home');
  const client = useClient();
  return (
    <p className="running" role="status">
      {t('practise.running', { preset: practice.preset, address: practice.address })}
      <button type="button" className="button" onClick={() => void client.call('practice.stop')}>
        {t('practise.stop')}
      </button>
    </p>
  );
}
