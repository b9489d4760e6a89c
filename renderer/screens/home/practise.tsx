import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticePreset, PracticeView } from '../../../app/contract/views';
import type { WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { Icon } from '../../components/icon';
import { LazyError } from '../../components/lazy-error';
import { go, jobHref } from '../../route';
import { usePractice, usePresets } from '../../state/use-app';
import { practise } from './begin-practice';
import { TourAgain } from './tour-offer';

/** Practice PBXs to choose from, and the one that runs. */
export function Practise() {
  const { t } = useTranslation('home');
  const client = useClient();
  const presets = usePresets();
  const { value: running } = usePractice();
  const [starting, setStarting] = useState<string | null>(null);
  const [error, setError] = useState<WizardError | null>(null);
  const groups = useMemo(() => grouped(presets ?? []), [presets]);

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
      <TourAgain />
      {groups.map(({ group, presets: members }, place) => (
        <details key={group} className="preset-group" open={place === 0}>
          <summary>
            {t('practise.groupCount', { title: t(`practise.groups.${group}`), number: members.length })}
          </summary>
          <ul className="choices pair">
            {members.map((preset) => (
              <li key={preset.id}>
                <Preset preset={preset} starting={starting} onStart={() => void start(preset)} />
              </li>
            ))}
          </ul>
        </details>
      ))}
      {presets?.length === 0 && <p className="section-lead">{t('practise.none')}</p>}
      {running && <Running practice={running} />}
      {error && <LazyError error={error} />}
    </section>
  );
}

const order = ['activation', 'licences', 'move', 'rma', 'network', 'hard', 'own'] as const;

/** Those that have members, in the order of Home. */
function grouped(presets: readonly PracticePreset[]) {
  return order
    .map((group) => ({ group, presets: presets.filter((one) => one.group === group) }))
    .filter(({ presets: members }) => members.length > 0);
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
