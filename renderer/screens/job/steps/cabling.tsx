import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Network } from '../../../../app/contract/field-views';
import { isLoopback, parseAddress } from '../../../../app/domain/address';
import { networkOfHost } from '../../../../app/domain/address-range';
import { isEnded } from '../../../../app/domain/step-state';
import { CertificateCard } from '../../../components/certificate-card';
import { CopyButton } from '../../../components/copy-button';
import { Icon } from '../../../components/icon';
import { VendorWord, Words } from '../../../components/words';
import { say } from '../../../strings/said';
import { FindPanel } from '../field/find-panel';
import { PreflightSection } from '../field/preflight-section';
import { useStep } from '../step-context';
import { StepField } from '../step-field';
import { useSay } from './use-say';

/** Vendor's guide: the code by which hardware is ordered in the portal's Cart. */
const orderCode = 'WPBX-HW';
const acts = ['ask.lan1', 'ask.segment', 'ask.switch-on'];

/** The order, the cable, the address, and whether this laptop is in its network. */
export function Cabling() {
  const { t } = useTranslation('steps');
  const { view, step } = useStep();
  const [typed, setTyped] = useState<string | null>(null);
  const { look, address: known } = view.state.facts;
  const address = (typed ?? step.inputs.address ?? known ?? '').trim();
  if (isEnded(step.state))
    return (
      <>
        <PreflightSection />
        {look && <CertificateCard certificate={look.certificate} />}
      </>
    );
  return (
    <>
      <Order />
      <section className="todo">
        <h2>{t('cabling.todo')}</h2>
        <ol>
          {acts.map((code) => (
            <li key={code}>
              <Words>{say('plan', { code })}</Words>
            </li>
          ))}
        </ol>
      </section>
      <StepField
        field="address"
        inputMode="url"
        fallback={known ?? ''}
        hint={t('cabling.addressHint')}
        onType={setTyped}
        problemOf={(value) => (parseAddress(value) ? null : t('prepare.addressInvalid'))}
      />
      <Remembered
        address={address}
        onUse={() => {
          setTyped(null);
        }}
      />
      <Laptop address={address} />
      <FindPanel />
      <PreflightSection />
    </>
  );
}

/** Only the installer knows that it was ordered. */
function Order() {
  const { t } = useTranslation('steps');
  const { step } = useStep();
  const say = useSay();
  const order = useRef<HTMLInputElement>(null);
  if (step.inputs['confirmed.hardware-bought'] !== undefined)
    return (
      <p className="held">
        <Icon name="check" />
        {t('cabling.boughtSaid')}
      </p>
    );
  return (
    <section className="keep">
      <h2>{t('cabling.boughtTitle')}</h2>
      <p>
        <Words>{t('cabling.bought')}</Words>
      </p>
      <p className="row code-row">
        {t('cabling.code')} <VendorWord>{orderCode}</VendorWord>
        <CopyButton name={t('cabling.code')} text={orderCode} />
      </p>
      <div className="field">
        <label htmlFor="hardware-order">{t('cabling.order')}</label>
        <input
          ref={order}
          id="hardware-order"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          aria-describedby="hardware-order-hint"
        />
        <span id="hardware-order-hint" className="field-hint">
          {t('cabling.orderHint')}
        </span>
      </div>
      <button
        type="button"
        className="button strong"
        onClick={() => void say('hardware-bought', order.current?.value.trim() ?? '')}
      >
        <Icon name="check" />
        {t('cabling.boughtButton')}
      </button>
    </section>
  );
}

/** The address that new hardware has at LAN1, as this computer remembers it. */
function Remembered({ address, onUse }: { address: string; onUse: () => void }) {
  const { t } = useTranslation('steps');
  const { view, step, call } = useStep();
  const [kept, setKept] = useState('');
  useEffect(() => {
    void call('hardware.address', undefined).then((answer) => {
      if (answer.ok) setKept(answer.value.address);
    });
  }, [call]);
  async function remember(what: string): Promise<void> {
    const answer = await call('hardware.remember', { address: what });
    if (answer.ok) setKept(answer.value.address);
  }
  const use = { job: view.state.id, step: step.id, field: 'address', value: kept };
  const other = parseAddress(address) !== null && address !== kept;
  return (
    <div className="row">
      {kept !== '' && <span>{t('cabling.remembered', { address: kept })}</span>}
      {kept !== '' && address !== kept && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onUse();
            void call('steps.input', use);
          }}
        >
          {t('cabling.use', { address: kept })}
        </button>
      )}
      {other && (
        <button type="button" className="button" onClick={() => void remember(address)}>
          {t('cabling.remember', { address })}
        </button>
      )}
      {kept !== '' && (
        <button type="button" className="button" onClick={() => void remember('')}>
          {t('cabling.forget')}
        </button>
      )}
    </div>
  );
}

/** This laptop's own addresses, and whether one of them is in the PBX's network. */
function Laptop({ address }: { address: string }) {
  const { t } = useTranslation('steps');
  const { call } = useStep();
  const [networks, setNetworks] = useState<readonly Network[] | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    void call('find.networks', undefined).then((answer) => {
      if (answer.ok) setNetworks(answer.value);
    });
  }, [call, asked]);
  if (!networks) return null;
  return (
    <section className="field-group" aria-labelledby="laptop">
      <h2 id="laptop">{t('cabling.networksTitle')}</h2>
      <p className="quiet-text">{t('cabling.networksLead')}</p>
      <ul className="dashes">
        {networks.map(({ name, own, searched, whole }) => (
          <li key={`${name} ${own}`}>{t('cabling.network', { own, network: whole ?? searched, name })}</li>
        ))}
      </ul>
      {networks.length === 0 && <p>{t('cabling.noNetworks')}</p>}
      <p role="status">
        <Fits networks={networks} address={address} />
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setAsked(asked + 1);
        }}
      >
        {t('cabling.again')}
      </button>
    </section>
  );
}

function Fits({ networks, address }: { networks: readonly Network[]; address: string }) {
  const { t } = useTranslation('steps');
  const host = parseAddress(address)?.host ?? '';
  if (isLoopback(host)) return t('cabling.fitsSelf', { address: host });
  const network = networkOfHost(networks, host);
  if (network === undefined) return t('cabling.fitsUnknown');
  return (
    <>
      <Icon name={network ? 'check' : 'warning'} size={14} />{' '}
      {t(network ? 'cabling.fits' : 'cabling.fitsNone', { address: host })}
    </>
  );
}
