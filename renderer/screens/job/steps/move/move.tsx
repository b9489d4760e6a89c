import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { fateWord, moveStage, startWord, voidWord } from '../../../../../app/domain/move/stage';
import { isEnded, isInFlight } from '../../../../../app/domain/step-state';
import { AskOnceMore } from '../../../../components/ask-once-more';
import { Words } from '../../../../components/words';
import { asks, useStep } from '../../step-context';
import { AskSshPassword } from '../ssh-fields';
import { useSay } from '../use-say';
import { BeforeStart } from './before-start';
import { PromptPanel } from './prompt-panel';
import { useTerminal } from './use-terminal';
import '../../../../styles/move.css';

const Terminal = lazy(async () => ({
  default: (await import('../../../../components/terminal/terminal')).LiveTerminal,
}));

/** What comes before the script, and the installer's word where nobody saw its end. */
export function Move() {
  const { view, step, call } = useStep();
  const stage = moveStage(step);
  const idle = view.progress === null && view.readOnly === null;
  const comesBack = idle && step.state === 'ready' && asks(step, 'do.attach-script');
  const job = view.state.id;
  // To watch a script that runs already changes nothing, so nobody is made to press for it.
  useEffect(() => {
    if (comesBack) void call('steps.apply', { job, step: 'move' });
  }, [comesBack, call, job]);
  if (isInFlight(step.state)) return null;
  if (stage.at === 'ended') return <Void word={voidWord(stage.action)} />;
  if (isEnded(step.state)) return null;
  if (stage.at === 'before') return <BeforeStart word={startWord(stage.starts)} />;
  if (asks(step, 'ask.ssh-password')) return <AskSshPassword />;
  return asks(step, 'ask.script-fate') && <Fate word={fateWord(stage.action)} />;
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

/** It says that it ended well, and nothing was moved: rare, and said by a person who looked. */
function Void({ word }: { word: string }) {
  const { t } = useTranslation('steps');
  const say = useSay();
  return (
    <div className="row">
      <AskOnceMore
        quiet
        button={t('move.voidButton')}
        question={t('move.voidSure')}
        sure={t('move.voidYes')}
        onSure={() => void say(word)}
      />
      <span className="field-hint">{t('move.voidHint')}</span>
    </div>
  );
}

/** Nobody saw the end: the installer looks on both PBXs, and says it. */
function Fate({ word }: { word: string }) {
  const { t } = useTranslation('steps');
  const say = useSay();
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
        <AskOnceMore
          button={t('move.fateDone')}
          question={t('move.fateDoneSure')}
          sure={t('move.fateDoneYes')}
          onSure={() => void say(word, 'done')}
        />
        <AskOnceMore
          button={t('move.fateFailed')}
          question={t('move.fateFailedSure')}
          sure={t('move.fateFailedYes')}
          onSure={() => void say(word, 'failed')}
        />
      </div>
    </section>
  );
}
