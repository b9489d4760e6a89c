import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadStrings } from '../../../strings';
import { useStep } from '../step-context';
import { useWrite, Written } from './write';

/** Of a job that was prepared elsewhere: one press sends its report back. */
export function BackToOffice() {
  const { t } = useTranslation('office');
  const { view } = useStep();
  const { written, error, write } = useWrite(view);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void loadStrings('office').then(() => {
      setReady(true);
    });
  }, []);
  if (!ready) return null;
  return (
    <section className="files">
      <h2>{t('site.back')}</h2>
      <p className="quiet-text">{t('site.backText')}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          write({ types: null, recipes: false, back: true });
        }}
      >
        {t('send.writeBack')}
      </button>
      <Written path={written} error={error} />
    </section>
  );
}
