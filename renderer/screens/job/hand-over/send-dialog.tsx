import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../../app/contract/views';
import type { WizardError } from '../../../../app/domain/error';
import { useClient } from '../../../client';
import { Dialog } from '../../../components/dialog';
import { ErrorPanel } from '../../../components/error-panel';
import '../../../styles/office.css';
import { Known } from './known';
import { Types, useTypes } from './types';
import { useWrite, Written } from './write';

/** The job as a file for the site, as a file for the office, or what of it is a template. */
export function SendDialog({ view, onClose }: { view: JobView; onClose: () => void }) {
  const { t } = useTranslation('office');
  return (
    <Dialog title={t('send.title')} onClose={onClose}>
      <div className="office-dialog">
        <p>{t('send.lead')}</p>
        <ForSite view={view} />
        <ForOffice view={view} />
        <AsTemplate view={view} />
      </div>
    </Dialog>
  );
}

function ForSite({ view }: { view: JobView }) {
  const { t } = useTranslation('office');
  const types = useTypes(view.state.id);
  const [recipes, setRecipes] = useState(true);
  const { written, error, write } = useWrite(view);
  const writable = view.readOnly === null && view.state.closed === null;
  return (
    <Part title={t('send.site')} lead={t('send.siteLead')}>
      {writable && <Known state={view.state} />}
      <Types types={types} />
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={recipes}
            onChange={(event) => {
              setRecipes(event.currentTarget.checked);
            }}
          />
          {t('send.recipes')}
        </label>
        <p className="field-hint">{t('send.recipesHint')}</p>
      </div>
      <div>
        <button
          type="button"
          className="button strong"
          disabled={types.kind === 'file' && types.file === null}
          onClick={() => write({ types: types.chosen, recipes, back: false })}
        >
          {t('send.write')}
        </button>
      </div>
      <Written path={written} error={error} />
    </Part>
  );
}

function ForOffice({ view }: { view: JobView }) {
  const { t } = useTranslation('office');
  const { written, error, write } = useWrite(view);
  return (
    <Part title={t('send.office')} lead={t('send.officeLead')}>
      <div>
        <button
          type="button"
          className="button"
          onClick={() => write({ types: null, recipes: false, back: true })}
        >
          {t('send.writeBack')}
        </button>
      </div>
      <Written path={written} error={error} />
    </Part>
  );
}

function AsTemplate({ view }: { view: JobView }) {
  const { t } = useTranslation('office');
  const client = useClient();
  const id = useId();
  const partner = view.state.steps.find((step) => step.id === 'prepare')?.inputs['partner'] ?? '';
  const [name, setName] = useState(partner);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<WizardError | null>(null);
  async function save(): Promise<void> {
    const result = await client.call('templates.save', { job: view.state.id, name: name.trim() });
    setSaved(result.ok);
    setError(result.ok ? null : result.error);
  }
  return (
    <Part title={t('send.template')} lead={t('send.templateLead')}>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label htmlFor={id}>{t('send.templateName')}</label>
        <input
          id={id}
          type="text"
          value={name}
          maxLength={120}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setSaved(false);
          }}
        />
        <button type="submit" className="button" disabled={name.trim() === ''}>
          {t('send.saveTemplate')}
        </button>
      </form>
      <p role="status">{saved && t('send.templateSaved')}</p>
      {error && <ErrorPanel error={error} />}
    </Part>
  );
}

function Part({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="office-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="quiet-text">{lead}</p>
      {children}
    </section>
  );
}
