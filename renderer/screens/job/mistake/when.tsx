import { useTranslation } from 'react-i18next';
import { reportClock } from '../../../../app/domain/licensing/business-days';
import { isDay } from '../../../../app/domain/licensing/dates';
import { isTimeZone } from '../../../../app/domain/licensing/zone';
import { formatDuration } from '../../../format';
import { useNow } from '../../../state/use-now';
import { calendarOf, happenedAt, holidaysOf, isTime, type Draft } from './draft';
import { Field } from './field';

export interface Part {
  draft: Draft;
  change: (more: Partial<Draft>) => void;
}

/** When it happened, by whose calendar, and how much time is left. */
export function When({ draft, change }: Part) {
  const { t } = useTranslation('job');
  const { odd } = holidaysOf(draft);
  const set = (name: 'day' | 'time' | 'zone' | 'holidays') => (value: string) => {
    change({ [name]: value });
  };
  return (
    <>
      <div className="letter-when">
        <Field
          label={t('mistake.happenedDay')}
          value={draft.day}
          onChange={set('day')}
          problem={isDay(draft.day.trim()) ? null : t('mistake.dayOdd')}
        />
        <Field
          label={t('mistake.happenedTime')}
          value={draft.time}
          onChange={set('time')}
          problem={isTime(draft.time) ? null : t('mistake.timeOdd')}
        />
        <Field
          label={t('mistake.zone')}
          value={draft.zone}
          onChange={set('zone')}
          problem={isTimeZone(draft.zone.trim()) ? null : t('mistake.zoneOdd')}
        />
      </div>
      <Weekend draft={draft} change={change} />
      <Field
        label={t('mistake.holidays')}
        value={draft.holidays}
        onChange={set('holidays')}
        lines={2}
        hint={t('mistake.holidaysHint')}
        problem={odd.length > 0 ? t('mistake.holidaysOdd', { days: odd.join(', ') }) : null}
      />
      <Deadline draft={draft} />
    </>
  );
}

/** Friday is off where Sunday is a working day. */
const weekdays = ['5', '6', '0'] as const;

function Weekend({ draft, change }: Part) {
  const { t } = useTranslation('job');
  return (
    <fieldset className="row">
      <legend className="unseen">{t('mistake.weekend')}</legend>
      <span>{t('mistake.weekend')}</span>
      {weekdays.map((weekday) => (
        <label key={weekday} className="check">
          <input
            type="checkbox"
            checked={draft.weekend.includes(Number(weekday))}
            onChange={(event) => {
              const others = draft.weekend.filter((one) => one !== Number(weekday));
              change({ weekend: event.currentTarget.checked ? [...others, Number(weekday)] : others });
            }}
          />
          {t(`mistake.weekdays.${weekday}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Deadline({ draft }: { draft: Draft }) {
  const { t } = useTranslation('job');
  const now = useNow(1_000);
  const happened = happenedAt(draft);
  if (!happened) return null;
  const { by, leftMs, late } = reportClock(happened, new Date(now), calendarOf(draft));
  const when = { by: by.toISOString() };
  return (
    <div className="letter-deadline" data-late={late || undefined}>
      {late ? (
        <p role="alert">{t('mistake.late', when)}</p>
      ) : (
        <p>
          {t('mistake.deadline', when)} <strong role="timer">{formatDuration(leftMs / 1_000)}</strong>
        </p>
      )}
      <p className="field-hint">{t('mistake.strict')}</p>
    </div>
  );
}
