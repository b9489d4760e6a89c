import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactKey, JobState } from '../../../app/domain/job';
import type { CloudPbx } from '../../../app/domain/move/facts';
import type { Capture } from '../../../app/domain/rma/facts';
import { licenceLabel } from '../../../app/domain/licensing/types';
import type { Capability, LicenceCount } from '../../../app/domain/pbx';
import { profileHref } from '../../route';
import { CopyButton } from '../../components/copy-button';
import { formatDateTime, formatWhen, shortFingerprint } from '../../format';

/** What is known of the PBX; what was not read is said to be so. */
export function Facts({ state }: { state: JobState }) {
  const { t } = useTranslation('evidence');
  const { facts } = state;
  const certificate = facts.pin ?? facts.look?.certificate;
  return (
    <dl className="facts">
      <Fact state={state} of="address" label={t('facts.address')} value={facts.address} copy />
      {certificate && (
        <Fact
          state={state}
          of={facts.pin ? 'pin' : 'look'}
          label={t('facts.certificate')}
          value={shortFingerprint(certificate.fingerprint256)}
          copy={certificate.fingerprint256}
        >
          {t(`values.certificateState.${facts.pin ? 'pinned' : certificate.trusted ? 'trusted' : 'seen'}`)}
        </Fact>
      )}
      {facts.sshPin && (
        <Fact
          state={state}
          of="sshPin"
          label={t('facts.hostKey')}
          value={`${facts.sshPin.sha256.slice(0, 18)}…`}
          copy={facts.sshPin.sha256}
        >
          {t('values.certificateState.pinned')}
        </Fact>
      )}
      <Version state={state} />
      <Fact state={state} of="serial" label={t('facts.serial')} value={facts.serial} copy />
      {facts.hwSerial !== undefined && (
        <Fact state={state} of="hwSerial" label={t('facts.hwSerial')} value={facts.hwSerial} copy />
      )}
      {facts.swSerial !== undefined && (
        <Fact state={state} of="swSerial" label={t('facts.swSerial')} value={facts.swSerial} copy />
      )}
      {facts.activated !== undefined && (
        <Fact
          state={state}
          of="activated"
          label={t('facts.activated')}
          value={t(facts.activated ? 'values.activated.yes' : 'values.activated.no')}
        />
      )}
      {facts.userCount !== undefined && (
        <Fact state={state} of="userCount" label={t('facts.users')} value={String(facts.userCount)} />
      )}
      <Clock state={state} />
      {facts.licences && facts.licences.length > 0 && <Licences state={state} licences={facts.licences} />}
      {facts.cloud?.address !== undefined && <CloudFacts state={state} cloud={facts.cloud} />}
      {facts.capture && <OldFacts state={state} capture={facts.capture} />}
      {facts.capabilities && <Capabilities state={state} capabilities={facts.capabilities} />}
    </dl>
  );
}

/** The cloud PBX of a move, beside the old one. */
function CloudFacts({ state, cloud }: { state: JobState; cloud: CloudPbx }) {
  const { t } = useTranslation('evidence');
  const certificate = cloud.pin ?? cloud.look?.certificate;
  return (
    <>
      <Fact state={state} of="cloud" label={t('facts.cloud')} value={cloud.address} copy />
      {certificate && (
        <Fact
          state={state}
          of="cloud"
          label={t('facts.cloudCertificate')}
          value={shortFingerprint(certificate.fingerprint256)}
          copy={certificate.fingerprint256}
        >
          {t(`values.certificateState.${cloud.pin ? 'pinned' : certificate.trusted ? 'trusted' : 'seen'}`)}
        </Fact>
      )}
      {cloud.version !== undefined && (
        <Fact state={state} of="cloud" label={t('facts.cloudVersion')} value={cloud.version} />
      )}
    </>
  );
}

/** The PBX that is replaced, as far as it is known. */
function OldFacts({ state, capture }: { state: JobState; capture: Capture }) {
  const { t } = useTranslation('evidence');
  const { oldPbx } = state.facts;
  return (
    <>
      {oldPbx?.address !== undefined && (
        <Fact state={state} of="oldPbx" label={t('facts.oldPbx')} value={oldPbx.address} copy />
      )}
      {capture.version && (
        <Fact state={state} of="capture" label={t('facts.oldVersion')} value={capture.version.value} />
      )}
      {capture.swSerial && (
        <Fact state={state} of="capture" label={t('facts.oldSwSerial')} value={capture.swSerial.value} copy />
      )}
    </>
  );
}

interface FactProps {
  state: JobState;
  of: FactKey;
  label: string;
  value: string | undefined;
  /** True: the value itself is copied; a text: that instead. */
  copy?: boolean | string;
  children?: ReactNode;
}

function Fact({ state, of, label, value, copy = false, children }: FactProps) {
  const { t } = useTranslation('evidence');
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <span className={value === undefined ? 'quiet-text' : 'fact-value'}>
          {value ?? t('values.notRead')}
        </span>
        {copy !== false && value !== undefined && (
          <CopyButton name={label} text={typeof copy === 'string' ? copy : value} />
        )}
        {children !== undefined && <span className="fact-more">{children}</span>}
        {value !== undefined && <Source state={state} of={of} />}
      </dd>
    </div>
  );
}

function Source({ state, of }: { state: JobState; of: FactKey }) {
  const { t } = useTranslation('evidence');
  const read = state.factSources[of];
  if (!read) return null;
  return (
    <span className="source" title={formatDateTime(read.at)}>
      {t('readAt', { at: formatWhen(read.at), source: read.source })}
    </span>
  );
}

function Version({ state }: { state: JobState }) {
  const { t } = useTranslation('evidence');
  const { version, versionBefore, versionAfter } = state.facts;
  const now = versionAfter ?? version;
  const changed = versionBefore !== undefined && now !== undefined && versionBefore !== now;
  const value = changed ? t('values.versionChange', { from: versionBefore, to: now }) : now;
  return (
    <Fact
      state={state}
      of={versionAfter === undefined ? 'version' : 'versionAfter'}
      label={t('facts.version')}
      value={value}
    />
  );
}

function Clock({ state }: { state: JobState }) {
  const { t } = useTranslation('evidence');
  const skew = state.facts.look?.clockSkewMs;
  if (skew === undefined || skew === null) return null;
  const by = Math.abs(skew) / 1000;
  const code = by < 2 ? 'values.clockSame' : skew > 0 ? 'values.clockAhead' : 'values.clockBehind';
  return <Fact state={state} of="look" label={t('facts.clock')} value={t(code, { by })} />;
}

function Licences({ state, licences }: { state: JobState; licences: readonly LicenceCount[] }) {
  const { t } = useTranslation('evidence');
  return (
    <div className="fact">
      <dt>{t('facts.licences')}</dt>
      <dd>
        <table className="mini">
          <thead className="unseen">
            <tr>
              <th scope="col">{t('licenceType')}</th>
              <th scope="col">{t('usedAndBought')}</th>
            </tr>
          </thead>
          <tbody>
            {licences.map((one) => (
              <tr key={one.type}>
                <th scope="row">{licenceLabel(one.type)}</th>
                <td>
                  <Numbers count={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Source state={state} of="licences" />
      </dd>
    </div>
  );
}

function Numbers({ count: { bought, used } }: { count: LicenceCount }) {
  const { t } = useTranslation('evidence');
  if (bought !== null && used !== null) return t('values.usedOfBought', { used, bought });
  if (bought !== null) return t('values.bought', { bought });
  return used === null ? t('values.notTold') : t('values.used', { used });
}

function Capabilities({ state, capabilities }: { state: JobState; capabilities: readonly Capability[] }) {
  const { t } = useTranslation('evidence');
  const works = capabilities.filter((one) => one.works).length;
  return (
    <div className="fact">
      <dt>{t('facts.capabilities')}</dt>
      <dd>
        <details>
          <summary>{t('values.worksOf', { works, all: capabilities.length })}</summary>
          <ul className="capabilities">
            {capabilities.map((one) => (
              <li key={one.name}>
                <span>{t(`capabilityNames.${one.name}`)}</span>
                <span className="source">{one.route}</span>
                <span className={one.works ? 'good-text' : 'quiet-text'}>
                  {t(one.works ? 'values.works' : 'values.worksNot')} ({one.status})
                </span>
              </li>
            ))}
          </ul>
        </details>
        <a href={profileHref(state.id)}>{t('facts.capabilitiesAll')}</a>
        <Source state={state} of="capabilities" />
      </dd>
    </div>
  );
}
