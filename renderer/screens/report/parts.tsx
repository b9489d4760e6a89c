import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../app/domain/job';
import { findLicenceType, licenceLabel, licenceTypes } from '../../../app/domain/licensing/types';
import { membersOf, remaining } from '../../../app/domain/network-state';
import type { Certificate as Pinned } from '../../../app/domain/pbx';
import type { HostKey } from '../../../app/domain/ssh';
import { ProofMark } from '../../components/state-mark';
import { fingerprintGroups, formatDate, formatDateTime } from '../../format';
import { Row } from './cover';

/** What the PBX is, before and after. */
export function Pbx({ state }: { state: JobState }) {
  const { t } = useTranslation(['report', 'evidence']);
  const { facts } = state;
  const unread = t('notRead');
  return (
    <section>
      <h2>{t('pbxTitle')}</h2>
      <dl className="rows">
        <Row label={t('address')}>{facts.address ?? unread}</Row>
        <Row label={t('versionBefore')}>{facts.versionBefore ?? facts.version ?? unread}</Row>
        <Row label={t('versionAfter')}>{facts.versionAfter ?? facts.version ?? unread}</Row>
        <Row label={t('serial')}>{facts.serial ?? unread}</Row>
        {facts.hwSerial !== undefined && <Row label={t('hwSerial')}>{facts.hwSerial}</Row>}
        <Row label={t('swSerial')}>{facts.swSerial ?? unread}</Row>
        <Row label={t('activated')}>
          {facts.activated === undefined
            ? unread
            : t(facts.activated ? 'evidence:values.activated.yes' : 'evidence:values.activated.no')}
        </Row>
      </dl>
    </section>
  );
}

/** The other PBXs of its network, and what remains to be done there. */
export function Network({ state }: { state: JobState }) {
  const { t } = useTranslation(['report', 'steps']);
  if (!state.facts.network?.members) return null;
  const left = remaining(state).length;
  return (
    <section>
      <h2>{t('networkTitle')}</h2>
      <p>{t('networkLead')}</p>
      {left > 0 && <p className="paper-warning">{t('networkRemaining', { count: left })}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{t('networkPbx')}</th>
            <th scope="col">{t('serial')}</th>
            <th scope="col">{t('versionBefore')}</th>
            <th scope="col">{t('versionAfter')}</th>
            <th scope="col">{t('networkState')}</th>
          </tr>
        </thead>
        <tbody>
          {membersOf(state).map(
            ({ number, name, address, state: stands, reason, member: { facts = {} } }) => (
              <tr key={number}>
                <th scope="row">{name === address ? name : `${name}, ${address}`}</th>
                <td>{facts.serial ?? t('notRead')}</td>
                <td>{facts.versionBefore ?? t('notRead')}</td>
                <td>{facts.versionAfter ?? facts.version ?? t('notRead')}</td>
                <td>
                  {reason === '' ? t(`steps:clients.state.${stands}`) : t('networkLeftOut', { reason })}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

/** What everything in this report was read from. */
export function Certificate({ certificate }: { certificate: Pinned }) {
  const { t } = useTranslation('report');
  return (
    <section>
      <h2>{t('certificateTitle')}</h2>
      <dl className="rows">
        <Row label={t('fingerprint')}>
          <code className="paper-fingerprint">
            {fingerprintGroups(certificate.fingerprint256).map((group, place) => (
              <span key={place}>{group}</span>
            ))}
          </code>
        </Row>
        <Row label={t('subject')}>{certificate.subject}</Row>
        <Row label={t('issuer')}>{certificate.issuer}</Row>
        <Row label={t('valid')}>
          {formatDate(certificate.validFrom)} – {formatDate(certificate.validTo)}
        </Row>
      </dl>
    </section>
  );
}

/** Whom a password was given over SSH. */
export function SshKey({ hostKey: { type, sha256 } }: { hostKey: HostKey }) {
  const { t } = useTranslation('report');
  return (
    <section>
      <h2>{t('hostKeyTitle')}</h2>
      <dl className="rows">
        <Row label={t('hostKeyFingerprint')}>
          <code>{sha256}</code>
        </Row>
        <Row label={t('hostKeyType')}>{type}</Row>
      </dl>
    </section>
  );
}

interface TypeLine {
  type: string;
  bought: number | null;
  before: number;
  after: number;
}

/** One line a type: known ones in the order of the ladder, then what else this PBX knows. */
function linesOf({ facts }: JobState): TypeLine[] {
  const usersOf = (list: JobState['facts']['typesBefore'], type: string): number =>
    list?.find((one) => one.type === type)?.users ?? 0;
  const bought = new Map(
    facts.licences?.map((one) => [findLicenceType(one.type)?.wire ?? one.type, one.bought]),
  );
  const seen = new Set([
    ...[...(facts.typesBefore ?? []), ...(facts.typesAfter ?? [])].map(({ type }) => type),
    ...bought.keys(),
  ]);
  const known = licenceTypes.map(({ wire }) => wire).filter((wire) => seen.has(wire));
  const others = [...seen].filter((type) => !known.includes(type)).sort();
  return [...known, ...others].map((type) => ({
    type,
    bought: bought.get(type) ?? null,
    before: usersOf(facts.typesBefore, type),
    after: usersOf(facts.typesAfter ?? facts.typesBefore, type),
  }));
}

/** Bought against used, before and after. */
export function Licences({ state }: { state: JobState }) {
  const { t } = useTranslation(['report', 'steps', 'evidence']);
  const lines = linesOf(state);
  if (lines.length === 0) return null;
  const { userCount } = state.facts;
  const read = state.factSources.licences;
  return (
    <section>
      <h2>{t('licencesTitle')}</h2>
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('licenceType')}</th>
            <th scope="col">{t('bought')}</th>
            <th scope="col">{t('usersBefore')}</th>
            <th scope="col">{t('usersAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.type}>
              <th scope="row">{licenceLabel(line.type)}</th>
              <td>
                {findLicenceType(line.type)?.free ? t('steps:licences.free') : (line.bought ?? t('notRead'))}
              </td>
              <td>{line.before}</td>
              <td>{line.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="paper-note">
        {userCount !== undefined && <>{t('usersTotal', { count: userCount })}. </>}
        {read && t('boughtFrom', { at: formatDateTime(read.at), source: read.source })}
      </p>
    </section>
  );
}

const proofs = ['read-back', 'observed', 'person'] as const;

/** What the marks beside the evidence are worth. */
export function Legend() {
  const { t } = useTranslation('report');
  return (
    <section className="legend">
      <h2>{t('legendTitle')}</h2>
      <dl>
        {proofs.map((proof) => (
          <div key={proof}>
            <dt>
              <ProofMark proof={proof} word={t(`proofs.${proof}`)} />
            </dt>
            <dd>{t(`legend.${proof}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="paper-note">{t('noSecrets')}</p>
    </section>
  );
}
