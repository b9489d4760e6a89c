import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { fateWord, moveStage, startWord } from '../../../../../app/domain/move/stage';
import { isEnded, isInFlight } from '../../../../../app/domain/step-state';
import { Words } from '../../../../components/words';
import { asks, useStep } from '../../step-context';
import { BeforeStart } from './before-start';
import { PromptPanel } from './prompt-panel';
import { useTerminal } from './use-terminal';
import '../../../../styles/move.css';

const Terminal = lazy(async () => ({
  default: (await import('../../../../components/terminal/terminal')).LiveTerminal,
}));

/** What comes before the script, and the installer's word where nobody saw its end. */
export function Move() {
  const { step, press } = useStep();
  const stage = moveStage(step);
  const comesBack = step.state === 'ready' && asks(step, 'do.attach-script');
  // To watch a script that runs already changes nothing, so nobody is made to press for it.
  useEffect(() => {
    if (comesBack) press();
  }, [comesBack, press]);
  if (isEnded(step.state) || isInFlight(step.state)) return null;
  if (stage.at === 'before') return <BeforeStart word={startWord(stage.starts)} />;
  const untold = stage.at === 'under-way' && asks(step, 'ask.script-fate');
  return untold && <Fate word={fateWord(stage.action)} />;
}

/** The script itself: what it asks, and its terminal. It can be used while the step is at work. */
export function MoveLive() {
  const { t } = useTranslation(['job', 'common', 'steps']);
  const { view } = useStep();
  const { script, feed } = useTerminal(view.state.id);
  const watching = view.progress?.cancellable === true && view.progress.doing.code === 'applying.script';
  if (script === null) return null;
  return (
    <div className="step-live">
      <PromptPanel script={script} />
      {watching && <p className="field-hint">{t('steps:move.runningKept')}</p>}
      <Suspense fallback={<p role="status">{t('common:loading')}</p>}>
        <Terminal label={t('terminal.label')} feed={feed} />
      </Suspense>
    </div>
  );
}

/** Nobody saw the end: the installer looks on both PBXs, and says it. */
function Fate({ word }: { word: string }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  async function say(note: 'done' | 'failed'): Promise<void> {
    const at = { job: view.state.id, step: step.id };
    const said = await call('steps.confirm', { ...at, code: word, note });
    if (said.ok) await call('steps.look', at);
  }
  return (
    <section className="keep">
      <h2>{t('move.fateTitle')}</h2>
      <ul className="bullets">
        {t('move.fate', { returnObjects: true }).map((line) => (
          <li key={line}>
            <Words>{line}</Words>
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="button" onClick={() => void say('done')}>
          {t('move.fateDone')}
        </button>
        <button type="button" className="button" onClick={() => void say('failed')}>
          {t('move.fateFailed')}
        </button>
      </div>
    </section>
  );
}
