import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../app/contract/views';
import type { JobState } from '../../../app/domain/job';
import { licenceLabel } from '../../../app/domain/licensing/types';
import { boughtOf } from '../../../app/domain/profile';
import { Icon } from '../../components/icon';
import { formatWhen, shortFingerprint } from '../../format';
import { jobHref } from '../../route';
import '../../styles/field.css';
import { SaveProfile } from './save-profile';

/** The page of evidence of what the job's PBX is and can do, as read when signing in. */
export function ProfilePage({ view: { state } }: { view: JobView }) {
  const { t } = useTranslation(['field', 'common']);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main className="profile" tabIndex={-1}>
      <header>
        <a className="button quiet back" href={jobHref(state.id)}>
          <Icon name="left" />
          {t('profile.back')}
        </a>
        <h1 ref={heading} tabIndex={-1}>
          {t('profile.title')}
        </h1>
        {state.practice && <span className="badge">{t('common:practice')}</span>}
        <p>{t(state.facts.capabilities ? 'profile.lead' : 'profile.notYet')}</p>
      </header>
      <Identity state={state} />
      <Licences state={state} />
      {state.facts.capabilities && <Routes state={state} />}
      {state.facts.capabilities && <SaveProfile job={state.id} />}
    </main>
  );
}

function Identity({ state: { facts, factSources } }: { state: JobState }) {
  const { t } = useTranslation(['field', 'evidence']);
  const certificate = facts.pin ?? facts.look?.certificate;
  const notRead = t('evidence:values.notRead');
  const readAt = factSources.capabilities?.at;
  return (
    <dl className="rows" aria-label={t('profile.title')}>
      <Row label={t('evidence:facts.version')}>{facts.versionAfter ?? facts.version ?? notRead}</Row>
      <Row label={t('evidence:facts.serial')}>{facts.serial ?? notRead}</Row>
      <Row label={t('profile.model')}>{t('profile.notTold')}</Row>
      {certificate && (
        <Row label={t('profile.certificate')}>
          {[
            shortFingerprint(certificate.fingerprint256),
            certificate.selfSigned
              ? t('profile.selfSigned')
              : t('profile.issued', { issuer: certificate.issuer }),
            t('profile.until', { until: certificate.validTo }),
          ].join(', ')}
        </Row>
      )}
      <Row label={t('profile.signIn')}>
        {facts.signedInBy ? t(`evidence:signInWays.${facts.signedInBy}`) : notRead}
      </Row>
      {readAt !== undefined && <Row label={t('profile.readAt')}>{formatWhen(readAt)}</Row>}
    </dl>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const bySource = { pbx: 'byPbx', page: 'byPage', installer: 'byInstaller' } as const;

function Licences({ state }: { state: JobState }) {
  const { t } = useTranslation('field');
  const bought = boughtOf(state);
  return (
    <section aria-label={t('profile.licences')}>
      <h2>{t('profile.licences')}</h2>
      {bought.length === 0 ? (
        <p className="quiet-text">{t('profile.licencesNone')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('profile.type')}</th>
              <th scope="col">{t('profile.bought')}</th>
              <th scope="col">{t('profile.by')}</th>
            </tr>
          </thead>
          <tbody>
            {bought.map(({ type, count, by }) => (
              <tr key={type}>
                <th scope="row">{licenceLabel(type)}</th>
                <td>{count}</td>
                <td>{t(`profile.${bySource[by]}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Routes({ state: { facts } }: { state: JobState }) {
  const { t } = useTranslation(['field', 'evidence']);
  return (
    <section aria-label={t('profile.routes')}>
      <h2>{t('profile.routes')}</h2>
      <table aria-label={t('profile.routes')}>
        <thead>
          <tr>
            <th scope="col">{t('profile.route')}</th>
            <th scope="col">{t('profile.status')}</th>
            <th scope="col">{t('profile.answers')}</th>
            <th scope="col">{t('profile.shape')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.capabilities?.map(({ name, route, status, works, shape }) => (
            <tr key={name}>
              <th scope="row">
                {t(`evidence:capabilityNames.${name}`)}
                <span className="source">{route}</span>
              </th>
              <td>{status}</td>
              <td>{t(works ? 'profile.yes' : 'profile.no')}</td>
              <td>
                <code>{shape}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
