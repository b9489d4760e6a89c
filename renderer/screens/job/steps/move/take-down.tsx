import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '../../../../../app/domain/licensing/dates';
import { isTimeZone } from '../../../../../app/domain/licensing/zone';
import { reminderOf, takeDown, type TakeDown } from '../../../../../app/domain/move/after';
import { useNow } from '../../../../state/use-now';
import { useStep } from '../../step-context';
import { StepField } from '../../step-field';
import { zoneHere } from '../portal-change/use-change';

/** When the licences of the old PBX may go: today or not, by when at the latest, and an entry for the calendar. */
export function TakeDownDays() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const now = new Date(useNow(60_000));
  const typed = (step.inputs.zone ?? '').trim();
  const zone = isTimeZone(typed) ? typed : zoneHere();
  const lastDay = (step.inputs.lastDay ?? '').trim();
  const days = takeDown(now, zone, isDay(lastDay) ? lastDay : null);
  return (
    <>
      <StepField
        field="zone"
        fallback={zoneHere()}
        problemOf={(value) => (isTimeZone(value.trim()) ? null : t('portal-change.zoneOdd'))}
      />
      <StepField
        field="lastDay"
        hint={t('portal-change.lastDayHint')}
        problemOf={(value) => (isDay(value.trim()) ? null : t('portal-change.lastDayOdd'))}
      />
      <p className="field-hint">{t('after-move.days.lead')}</p>
      <ul className="bullets">
        <li>
          {days.today.allowed
            ? t('after-move.days.today')
            : t('after-move.days.notToday', { day: days.today.day })}
        </li>
        <Term days={days} />
      </ul>
      {reminderOf(days, now, zone) && <Remind />}
    </>
  );
}

function Term({ days: { renewal, by } }: { days: TakeDown }) {
  const { t } = useTranslation('steps');
  if (!renewal) return <li>{t('after-move.days.unknown')}</li>;
  const { renewsOn, stage } = renewal;
  if (by !== null) return <li>{t('after-move.days.by', { by, renewsOn })}</li>;
  return <li>{t(stage === 'over' ? 'after-move.days.over' : 'after-move.days.tooLate', { renewsOn })}</li>;
}

function Remind() {
  const { t } = useTranslation('steps');
  const { view, call } = useStep();
  const [path, setPath] = useState<string | null>(null);
  async function save(): Promise<void> {
    const answer = await call('portal.come-back', { job: view.state.id });
    if (answer.ok) setPath(answer.value.path);
  }
  return (
    <div className="row">
      <button type="button" className="button" onClick={() => void save()}>
        {t('after-move.days.remind')}
      </button>
      <span role="status">{path !== null && t('portal-change.comeBackSaved', { path })}</span>
    </div>
  );
}
