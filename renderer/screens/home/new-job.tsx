import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateView } from '../../../app/contract/office-views';
import type { WizardError } from '../../../app/domain/error';
import type { JobKind } from '../../../app/domain/job';
import { startableKinds } from '../../../app/domain/job-kinds';
import { useClient } from '../../client';
import { Icon } from '../../components/icon';
import { LazyError } from '../../components/lazy-error';
import { go, jobHref } from '../../route';

/** What can be begun: afresh, from a template, or as it was prepared elsewhere. */
export function NewJob({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation(['home', 'common']);
  const client = useClient();
  const [error, setError] = useState<WizardError | null>(null);
  const [template, setTemplate] = useState('');

  async function create(kind: JobKind): Promise<void> {
    const result = template
      ? await client.call('templates.start', { id: template, kind })
      : await client.call('jobs.create', { kind, preset: null });
    if (result.ok) go(jobHref(result.value.job));
    else setError(result.error);
  }

  return (
    <section aria-labelledby="new-job">
      <h2 id="new-job">{t('fresh.title')}</h2>
      <TemplateChoice chosen={template} onChoose={setTemplate} />
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
      <OpenFile onFile={onFile} />
      {error && <LazyError error={error} />}
    </section>
  );
}

interface TemplateChoiceProps {
  chosen: string;
  onChoose: (id: string) => void;
}

/** Shown only where there are templates. */
function TemplateChoice({ chosen, onChoose }: TemplateChoiceProps) {
  const { t } = useTranslation('home');
  const client = useClient();
  const id = useId();
  const [templates, setTemplates] = useState<TemplateView[]>([]);
  useEffect(() => {
    let open = true;
    void client.call('templates.list').then((result) => {
      if (open && result.ok) setTemplates(result.value);
    });
    return () => {
      open = false;
    };
  }, [client]);
  async function remove(): Promise<void> {
    const result = await client.call('templates.remove', { id: chosen });
    if (!result.ok) return;
    onChoose('');
    setTemplates(result.value);
  }
  if (templates.length === 0) return null;
  return (
    <div className="template-choice">
      <label htmlFor={id}>{t('fresh.template')}</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          onChoose(event.currentTarget.value);
        }}
      >
        <option value="">{t('fresh.noTemplate')}</option>
        {templates.map(({ id: value, name, partner }) => (
          <option key={value} value={value}>
            {partner === '' ? name : t('fresh.templateOf', { name, partner })}
          </option>
        ))}
      </select>
      {chosen !== '' && (
        <button type="button" className="button quiet" onClick={() => void remove()}>
          {t('fresh.forgetTemplate')}
        </button>
      )}
    </div>
  );
}

/** A real file field; the label is what is seen of it. */
function OpenFile({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('home');
  const id = useId();
  return (
    <p className="open-file">
      <span className="file-button">
        <input
          id={id}
          type="file"
          accept=".pbxjob,application/json"
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) onFile(file);
            event.currentTarget.value = '';
          }}
        />
        <label className="button" htmlFor={id}>
          {t('file.open')}
        </label>
      </span>
      <span id={`${id}-hint`} className="quiet-text">
        {t('file.hint')}
      </span>
    </p>
  );
}
