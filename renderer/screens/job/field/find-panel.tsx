import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Network, SearchView } from '../../../../app/contract/field-views';
import { addressesToAsk, hostsIn, mostAddresses, parseRange } from '../../../../app/domain/address-range';
import { useClient } from '../../../client';
import { Icon } from '../../../components/icon';
import '../../../styles/field.css';
import { useStep } from '../step-context';
import { FoundList } from './found-list';

/** The search for a PBX: which networks are asked is chosen first, and nothing is asked before the button is pressed. */
export function FindPanel() {
  const { t } = useTranslation('field');
  const client = useClient();
  const [networks, setNetworks] = useState<Network[] | null>(null);

  async function open(): Promise<void> {
    const answer = await client.call('find.networks');
    setNetworks(answer.ok ? answer.value : []);
  }
  if (networks) return <Search networks={networks} />;
  return (
    <div>
      <button type="button" className="button" aria-expanded={false} onClick={() => void open()}>
        <Icon name="look" />
        {t('find.open')}
      </button>
    </div>
  );
}

function Search({ networks }: { networks: readonly Network[] }) {
  const { t } = useTranslation('field');
  const { view, call } = useStep();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [others, setOthers] = useState('');
  const [search, setSearch] = useState<SearchView | null>(null);
  const title = useId();
  const lines = others.split('\n').filter((line) => line.trim() !== '');
  const chosen = networks.filter(({ searched }) => !left.has(searched));
  const addresses = addressesToAsk([...chosen.flatMap(hostsIn), ...lines]);

  async function run(): Promise<void> {
    setSearch(null);
    const answer = await call('find.run', { job: view.state.id, addresses });
    if (answer.ok) setSearch(answer.value);
  }
  return (
    <section className="find" aria-labelledby={title}>
      <h2 id={title}>{t('find.title')}</h2>
      <p className="quiet-text">{t('find.lead')}</p>
      <Networks networks={networks} left={left} setLeft={setLeft} />
      <Others value={others} lines={lines} onChange={setOthers} />
      <div className="row">
        <button
          type="button"
          className="button strong"
          disabled={addresses.length === 0 || addresses.length > mostAddresses}
          onClick={() => void run()}
        >
          {t('find.search', { count: addresses.length })}
        </button>
        {addresses.length > mostAddresses && (
          <span className="field-problem">{t('find.tooMany', { most: mostAddresses })}</span>
        )}
      </div>
      {search && <FoundList search={search} />}
    </section>
  );
}

interface NetworksProps {
  networks: readonly Network[];
  left: ReadonlySet<string>;
  setLeft: (left: ReadonlySet<string>) => void;
}

function Networks({ networks, left, setLeft }: NetworksProps) {
  const { t } = useTranslation('field');
  function choose(searched: string, wanted: boolean): void {
    const next = new Set(left);
    if (wanted) next.delete(searched);
    else next.add(searched);
    setLeft(next);
  }
  return (
    <fieldset className="networks">
      <legend>{t('find.networks')}</legend>
      {networks.length === 0 && <p className="quiet-text">{t('find.noNetworks')}</p>}
      {networks.map(({ searched, name, own, whole }) => (
        <label key={searched}>
          <input
            type="checkbox"
            checked={!left.has(searched)}
            onChange={(event) => {
              choose(searched, event.currentTarget.checked);
            }}
          />
          <span>
            {t('find.network', { searched, name, own })}
            {whole !== null && <span className="field-hint"> {t('find.cut', { whole })}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface OthersProps {
  value: string;
  lines: readonly string[];
  onChange: (value: string) => void;
}

function Others({ value, lines, onChange }: OthersProps) {
  const { t } = useTranslation('field');
  const id = useId();
  const bad = lines.filter((line) => parseRange(line) === null);
  return (
    <div className="field">
      <label htmlFor={id}>{t('find.others')}</label>
      <textarea
        id={id}
        rows={2}
        value={value}
        spellCheck={false}
        aria-invalid={bad.length > 0 || undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      <span id={`${id}-hint`} className={bad.length > 0 ? 'field-problem' : 'field-hint'}>
        {bad.length > 0 ? t('find.bad', { lines: bad.join(', ') }) : t('find.othersHint')}
      </span>
    </div>
  );
}
