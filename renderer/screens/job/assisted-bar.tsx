import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../app/contract/views';
import type { AssistedRun, AssistMode } from '../../../app/domain/recipe';
import { say } from '../../strings/said';
import { OtpPlaces } from './otp-places';
import { useStep } from './step-context';

/** While the wizard works the PBX's page: the act in hand, who has the mouse, and how to change that. */
export function AssistedBar({ progress, run }: { progress: Progress; run: AssistedRun }) {
  const { t } = useTranslation('job');
  const { view, step, call } = useStep();
  const job = view.state.id;
  const asked = progress.doing.code.startsWith('assisted.ask');
  const to = (mode: AssistMode) => () => void call('page.control', { job, mode });
  return (
    <section className="progress assisted" aria-label={t('assisted.label')} data-mode={run.mode}>
      <div className="progress-line">
        <div>
          <p className="progress-doing" role="status">
            {say('progress', progress.doing)}
          </p>
          <p className="progress-elapsed">
            {t(asked && run.mode === 'person' ? 'assisted.asked' : `assisted.${run.mode}`)}
          </p>
          {progress.doing.code === 'assisted.ask-otp' && run.mode === 'person' && <OtpPlaces />}
        </div>
        <div className="assisted-buttons">
          {run.mode === 'acting' && <Press text={t('assisted.pause')} onPress={to('paused')} />}
          {run.mode === 'paused' && <Press text={t('assisted.goOn')} onPress={to('acting')} />}
          {run.mode === 'person' ? (
            <Press text={t('assisted.handBack')} onPress={to('acting')} />
          ) : (
            <Press text={t('assisted.takeOver')} onPress={to('person')} />
          )}
          <Press
            text={t('assisted.stop')}
            onPress={() => void call('steps.cancel', { job, step: step.id })}
          />
        </div>
      </div>
    </section>
  );
}

function Press({ text, onPress }: { text: string; onPress: () => void }) {
  return (
    <button type="button" className="button" onClick={onPress}>
      {text}
    </button>
  );
}
