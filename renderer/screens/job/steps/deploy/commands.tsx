import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeployProfileView } from '../../../../../app/contract/deploy-views';
import { pastedOf, problemsOf, valuesTyped } from '../../../../../app/domain/deploy/script';
import { CopyButton } from '../../../../components/copy-button';
import '../../../../styles/deploy.css';
import { jobNames } from '../../job-header';
import { useStep } from '../../step-context';
import { Choice } from '../choice';
import { EditProfile } from './edit-profile';
import { ImageFile } from './image-file';
import { Values } from './values';

/** Exact commands for the host, made of a profile, the image and what the installer's deployment guide says. */
export function DeployCommands() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  // Once begun it stays open, also after coming back.
  const [open, setOpen] = useState(
    (step.inputs.vmProfile ?? '') !== '' || step.inputs.imageFile !== undefined,
  );
  return (
    <details
      className="deploy"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('deploy.commands')}</summary>
      {open && <Opened />}
    </details>
  );
}

function Opened() {
  const { t } = useTranslation('steps');
  const { step, call } = useStep();
  const [profiles, setProfiles] = useState<readonly DeployProfileView[]>([]);
  useEffect(() => {
    void call('deploy.profiles', undefined).then((answer) => {
      if (answer.ok) setProfiles(answer.value);
    });
  }, [call]);
  const chosen = profiles.find(({ profile }) => profile.id === step.inputs.vmProfile);
  return (
    <div className="deploy-body">
      <p className="quiet-text">{t('deploy.commandsLead')}</p>
      <ImageFile />
      <Choice
        field="vmProfile"
        options={profiles.map(({ profile: { id } }) => id)}
        textOf={(id) => profiles.find(({ profile }) => profile.id === id)?.profile.title ?? id}
      />
      {chosen && (
        <>
          <Needs view={chosen} />
          <Values profile={chosen.profile} />
          <Result view={chosen} />
          <EditProfile key={chosen.profile.id} view={chosen} taken={setProfiles} />
        </>
      )}
    </div>
  );
}

function Needs({ view: { profile } }: { view: DeployProfileView }) {
  const { t } = useTranslation('steps');
  return (
    <section className="todo">
      <h3>{t('deploy.needs')}</h3>
      <ul className="dashes">
        {profile.needs.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="field-hint">{t('deploy.source', { source: profile.source })}</p>
    </section>
  );
}

/** The commands as they are to be run, once every value is there. */
function Result({ view: { profile } }: { view: DeployProfileView }) {
  const { t } = useTranslation('steps');
  const { view, step, call, saver } = useStep();
  const [saved, setSaved] = useState('');
  const values = valuesTyped(step.inputs, jobNames(view.state).pbxName);
  const wrong = Object.keys(problemsOf(profile, values)).length;
  if (wrong > 0) return <p className="quiet-text">{t('deploy.notReady', { count: wrong })}</p>;
  const text = pastedOf(profile, values);
  async function save(): Promise<void> {
    await saver.flush();
    const answer = await call('deploy.script', { job: view.state.id, profile: profile.id });
    if (answer.ok) setSaved(answer.value.path);
  }
  return (
    <section aria-labelledby="deploy-ready">
      <div className="deploy-head">
        <h3 id="deploy-ready">{t('deploy.ready')}</h3>
        <CopyButton name={t('deploy.copyAll')} text={text} />
      </div>
      <pre className="deploy-text" tabIndex={0} aria-labelledby="deploy-ready">
        {text}
      </pre>
      <button type="button" className="button" onClick={() => void save()}>
        {t('deploy.save')}
      </button>
      <p role="status">{saved !== '' && t('deploy.saved', { path: saved })}</p>
    </section>
  );
}
