import { useTranslation } from 'react-i18next';
import type { AppInfo } from '../../../app/contract/views';
import { useClient } from '../../client';
import { Icon } from '../../components/icon';
import { recipesHref } from '../../route';
import { useAppInfo } from '../../state/use-app';

/** Which app this is, and where it keeps secrets and data. */
export function Footer() {
  const info = useAppInfo();
  return <footer className="home-foot">{info && <About info={info} />}</footer>;
}

function About({ info }: { info: AppInfo }) {
  const { t } = useTranslation('home');
  const client = useClient();
  return (
    <>
      {info.keychain.kind === 'memory' && (
        <p className="foot-warning">
          <Icon name="warning" />
          <span>
            {t('footer.memory')}
            {info.keychain.why !== null && <span> {t('footer.memoryWhy', { why: info.keychain.why })}</span>}
          </span>
        </p>
      )}
      {info.standIn && (
        <p className="foot-warning">
          <Icon name="warning" />
          <span>{t('footer.standIn')}</span>
        </p>
      )}
      <div className="foot-line">
        <span>{t('footer.version', { version: info.version })}</span>
        {info.keychain.kind === 'keychain' && <span>{t('footer.keychain')}</span>}
        <button
          type="button"
          className="link"
          title={info.dataFolder}
          onClick={() => void client.call('app.open', { what: 'data-folder' })}
        >
          {t('footer.dataFolder')}
        </button>
        <a className="link" href={recipesHref}>
          {t('footer.recipes')}
        </a>
        <button
          type="button"
          className="link"
          onClick={() => void client.call('app.open', { what: 'vendor-guide' })}
        >
          {t('footer.guide')}
        </button>
      </div>
    </>
  );
}
