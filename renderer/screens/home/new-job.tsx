import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WizardError } from '../../../app/domain/error';
import type { JobKind } from '../../../app/domain/job';
import { startableKinds } from '../../../app/domain/job-kinds';
import { useClient } from '../../client';
import { Icon } from '../../components/icon';
import { LazyError } from '../../components/lazy-error';
import { go, jobHref } from '../../route';

/** What can be begun. */
export function NewJob() {
  const { t } = useTranslation(['home', 'common']);
  const client = useClient();
  const [error, setError] = useState<WizardError | null>(null);

  async function create(kind: JobKind): Promise<void> {
    const result = await client.call('jobs.create', { kind, preset: null });
    if (result.ok) go(jobHref(result.value.job));
    else setError(result.error);
  }

  return (
    <section aria-labelledby="new-job">
      <h2 id="new-job">{t('fresh.title')}</h2>
      <ul className="choices">
        {startableKinds.map((kind) => (
          <li key={kind}>
            <button type="button" className="choice" onClick={() => void create(kind)}>
              <span className="choice-title">{t(`common:kinds.${kind}`)}</span>
              <span className="choice-text">{t(`fresh.kinds.${kind}`)}</span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
      {error && <LazyError error={error} />}
    </section>
  );
}
