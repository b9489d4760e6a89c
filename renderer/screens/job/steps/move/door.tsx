import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnded } from '../../../../../app/domain/step-state';
import { Words } from '../../../../components/words';
import { PagePane } from '../../page-pane';
import { asks, useStep } from '../../step-context';
import { StepField } from '../../step-field';
import { OpenPortal } from '../portal';
import { AskSshPassword } from '../ssh-fields';
import { Word } from './word';

/** SSH of the cloud PBX is opened in the portal, and tried. */
export function OpenDoor() {
  const { t } = useTranslation('steps');
  return (
    <InPortal step="open-door" asked="ask.door-word" word="door-open">
      <StepField field="doorPort" fallback="2222" inputMode="numeric" hint={t('open-door.portHint')} />
    </InPortal>
  );
}

/** And closed again. */
export function CloseDoor() {
  return <InPortal step="close-door" asked="ask.closed-word" word="door-closed" />;
}

interface InPortalProps {
  step: 'open-door' | 'close-door';
  /** The plan's code where only the installer can tell, and the word that answers it. */
  asked: string;
  word: string;
  children?: React.ReactNode;
}

function InPortal({ step: id, asked, word, children }: InPortalProps) {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const [open, setOpen] = useState(false);
  const { practice } = view.state;
  if (isEnded(step.state)) return null;
  const question = step.plan.find(({ code }) => code === asked);
  return (
    <div className="pane-layout" data-open={(practice && open) || undefined}>
      <div className="pane-side">
        {asks(step, 'ask.ssh-password') && <AskSshPassword />}
        <OpenPortal practice={practice} open={open} onOpen={setOpen} />
        <section className="todo">
          <ol>
            {t(`${id}.todo`, { returnObjects: true }).map((line) => (
              <li key={line}>
                <Words>{line}</Words>
              </li>
            ))}
          </ol>
        </section>
        {children}
        {question && (
          <Word
            code={word}
            title={t(`${id}.wordTitle`)}
            text={t(`${id}.word`, question.params ?? {})}
            button={t(`${id}.wordButton`)}
          />
        )}
      </div>
      {practice && open && <PagePane target="practice-portal" />}
    </div>
  );
}
