import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../../client';
import { Icon } from '../../../components/icon';
import { useStep } from '../step-context';

/** The button that alone contacts the vendor's hosts, and their list. */
export function VendorHosts() {
  const { t } = useTranslation('field');
  const { view, locked, call } = useStep();
  return (
    <div className="vendor-hosts">
      <button
        type="button"
        className="button"
        disabled={locked}
        onClick={() => void call('vendor.check', { job: view.state.id })}
      >
        <Icon name="look" />
        {t('preflight.vendor')}
      </button>
      <HostList />
    </div>
  );
}

function HostList() {
  const { t } = useTranslation('field');
  const client = useClient();
  const { call } = useStep();
  const [text, setText] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const id = useId();

  async function load(): Promise<void> {
    const hosts = await client.call('vendor.hosts');
    setText(hosts.ok ? hosts.value.map(({ host }) => host).join('\n') : '');
  }
  async function save(): Promise<void> {
    const saved = await call('vendor.edit', { hosts: (text ?? '').split('\n') });
    setKept(saved.ok);
  }
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open && text === null) void load();
      }}
    >
      <summary>{t('vendor.edit')}</summary>
      <div className="field">
        <label htmlFor={id}>{t('vendor.label')}</label>
        <textarea
          id={id}
          rows={4}
          value={text ?? ''}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setKept(false);
          }}
        />
        <span id={`${id}-hint`} className="field-hint">
          {t('vendor.hint')}
        </span>
      </div>
      <div className="row">
        <button type="button" className="button" onClick={() => void save()}>
          {t('vendor.save')}
        </button>
        <span role="status">{kept ? t('vendor.kept') : ''}</span>
      </div>
    </details>
  );
}
