import { useTranslation } from 'react-i18next';
import { isDay } from '../../../../../app/domain/licensing/dates';
import { isOrdering, orderingOf, orderings } from '../../../../../app/domain/licensing/ordering';
import { periods, periodsFor } from '../../../../../app/domain/licensing/periods';
import { changeKinds, oneOf, platforms } from '../../../../../app/domain/licensing/portal-change';
import { isTimeZone } from '../../../../../app/domain/licensing/zone';
import { useStep } from '../../step-context';
import { StepField } from '../../step-field';
import { Choice } from '../choice';
import { zoneHere } from './use-change';

/** What is changed, for which PBX, and by which calendar. */
export function ChangeForm() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const isTerm = step.inputs.change === 'term';
  return (
    <div className="two-groups">
      <div className="field-group">
        <h2>{t('portal-change.whatTitle')}</h2>
        <Choice field="change" options={changeKinds} textOf={(kind) => t(`portal-change.kinds.${kind}`)} />
        <Choice field="platform" options={platforms} textOf={(one) => t(`portal-change.platforms.${one}`)} />
        <Periods isTerm={isTerm} />
        {isTerm && step.inputs.platform === 'cloud' && <OneSitting />}
      </div>
      <div className="field-group">
        <h2>{t('portal-change.calendarTitle')}</h2>
        <Calendar />
        <Ordering />
      </div>
    </div>
  );
}

function Periods({ isTerm }: { isTerm: boolean }) {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const platform = oneOf(platforms, step.inputs.platform);
  const offered = platform ? periodsFor(platform) : periods;
  const textOf = (period: (typeof periods)[number]): string => t(`portal.periods.${period}`);
  return (
    <>
      <Choice field="periodNow" options={offered} textOf={textOf} />
      {isTerm && <Choice field="periodThen" options={offered} textOf={textOf} />}
    </>
  );
}

function Calendar() {
  const { t } = useTranslation('steps');
  const zone = zoneHere();
  return (
    <>
      <StepField
        field="zone"
        fallback={zone}
        hint={t('portal-change.zoneHint', { zone })}
        problemOf={(value) => (isTimeZone(value.trim()) ? null : t('portal-change.zoneOdd'))}
      />
      <StepField
        field="lastDay"
        hint={t('portal-change.lastDayHint')}
        problemOf={(value) => (isDay(value.trim()) ? null : t('portal-change.lastDayOdd'))}
      />
    </>
  );
}

/** Which way of ordering, of when its description is, and how it is done today in the installer's words. */
function Ordering() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const { ordering } = step.inputs;
  const hint = isOrdering(ordering)
    ? t('portal-change.orderingSeen', { seen: orderingOf(ordering).seen })
    : t('portal-change.orderingHint');
  return (
    <>
      <Choice
        field="ordering"
        options={orderings.map(({ id }) => id)}
        textOf={(id) => t(`portal-change.orderings.${id}`)}
        hint={hint}
      />
      {isOrdering(ordering) && <StepField field="orderingOwn" hint={t('portal-change.orderingOwnHint')} />}
    </>
  );
}

function OneSitting() {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={step.inputs.oneSitting === 'yes'}
        onChange={(event) => {
          const value = event.currentTarget.checked ? 'yes' : '';
          void call('steps.input', { job: view.state.id, step: step.id, field: 'oneSitting', value });
        }}
      />
      {t('portal-change.oneSittingLabel')}
    </label>
  );
}
