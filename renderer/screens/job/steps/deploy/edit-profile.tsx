import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeployProfileView } from '../../../../../app/contract/deploy-views';
import type { Result } from '../../../../../app/domain/error';
import { useStep } from '../../step-context';

interface EditProps {
  view: DeployProfileView;
  taken: (profiles: readonly DeployProfileView[]) => void;
}

/** The profile as text: changed, restored, handed on. It belongs to this computer, not to the job. */
export function EditProfile({ view: { profile, text, own, problem }, taken }: EditProps) {
  const { t } = useTranslation('steps');
  const { call } = useStep();
  const area = useRef<HTMLTextAreaElement>(null);
  const [told, setTold] = useState('');
  const { id } = profile;

  async function take(asking: Promise<Result<DeployProfileView[]>>, said: string): Promise<void> {
    const answer = await asking;
    if (!answer.ok) return;
    taken(answer.value);
    setTold(said);
  }
  async function hand(): Promise<void> {
    const answer = await call('deploy.export', { id });
    if (answer.ok) setTold(t('deploy.editExported', { path: answer.value.path }));
  }
  return (
    <details>
      <summary>{t('deploy.edit')}</summary>
      <p className="field-hint">{t('deploy.editHint')}</p>
      {problem !== null && <p className="field-problem">{problem}</p>}
      <textarea
        key={text}
        ref={area}
        className="recipe-text"
        rows={16}
        spellCheck={false}
        aria-label={t('deploy.edit')}
        defaultValue={text}
      />
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() =>
            void take(call('deploy.save', { id, text: area.current?.value ?? '' }), t('deploy.editSaved'))
          }
        >
          {t('deploy.editSave')}
        </button>
        <button type="button" className="button" onClick={() => void hand()}>
          {t('deploy.editExport')}
        </button>
        {(own || problem !== null) && (
          <button
            type="button"
            className="button"
            onClick={() => void take(call('deploy.restore', { id }), '')}
          >
            {t('deploy.editRestore')}
          </button>
        )}
      </div>
      <p role="status">{told}</p>
    </details>
  );
}
