import { useTranslation } from 'react-i18next';
import { zeroLicences, type ZeroLicences } from '../../../../../app/domain/licensing/zero-licences';
import type { PortalStage } from '../../../../../app/domain/licensing/portal-acts';
import { Notice } from '../../../../components/notice';
import { formatDuration } from '../../../../format';
import { useNow } from '../../../../state/use-now';

/**
 * The dangerous half of a change of term, when the PBX has, or may have, no licences: said plainly, and on a cloud PBX with
 * the time that is left until it is stopped and deleted.
 */
export function Half({ stage }: { stage: PortalStage }) {
  const { t } = useTranslation('steps');
  if (stage.at !== 'half' && stage.at !== 'asked') return null;
  if (stage.zeroSince === null) return null;
  const sure = stage.at === 'half' || stage.act.code !== 'portal-zero';
  const since = stage.zeroSince.toISOString();
  return (
    <div role="alert">
      <Notice tone="warn" icon="warning">
        <strong>{t(sure ? 'portal-change.halfTitle' : 'portal-change.halfMaybeTitle')}</strong>{' '}
        {t(sure ? 'portal-change.half' : 'portal-change.halfMaybe', { since })}
        <Clock stage={stage} since={stage.zeroSince} />
      </Notice>
    </div>
  );
}

function Clock({ stage, since }: { stage: Extract<PortalStage, { at: 'half' | 'asked' }>; since: Date }) {
  const now = useNow(1_000);
  const { platform, zone } = stage.meant;
  const clock = zeroLicences(platform, since, new Date(now), zone);
  return clock && <ClockLines clock={clock} now={now} />;
}

function ClockLines({ clock, now }: { clock: ZeroLicences; now: number }) {
  const { t } = useTranslation('steps');
  const { stage, next, stopsOn, deletedOn } = clock;
  const days = { stopsOn, deletedOn };
  return (
    <>
      {stage === 'stopped' && <p>{t('portal-change.halfStopped', days)}</p>}
      {stage === 'deleted' && <p>{t('portal-change.halfDeleted', days)}</p>}
      {next && (
        <p>
          {t(`portal-change.clock.${next.what}`, days)}{' '}
          <strong role="timer">{formatDuration((next.at.getTime() - now) / 1_000)}</strong>.{' '}
          {next.what === 'stop' && t('portal-change.clock.then', days)}
        </p>
      )}
    </>
  );
}
