import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { Icon } from '../../components/icon';
import { LazyError } from '../../components/lazy-error';
import { go, jobHref } from '../../route';
import { practise } from './begin-practice';

/** The practice PBX of the tour: it stands where a new one does, and each step of an activation has something to do. */
const tourPreset = { id: 'virtual-4.01', kind: 'activate-virtual' } as const;

function useTour() {
  const client = useClient();
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<WizardError | null>(null);
  async function begin(): Promise<void> {
    setStarting(true);
    setError(null);
    const begun = await practise(client, tourPreset);
    const answered = begun.ok ? await client.call('tour.answer', { job: begun.value }) : begun;
    setStarting(false);
    if (begun.ok && answered.ok) go(jobHref(begun.value));
    else setError(answered.ok ? null : answered.error);
  }
  return { starting, error, begin: () => void begin() };
}

/** Asked once, before the first job; either answer is for good. */
export function TourOffer() {
  const { t } = useTranslation('home');
  const client = useClient();
  const { starting, error, begin } = useTour();
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    let open = true;
    void client.call('tour.read').then((result) => {
      if (open && result.ok) setOffered(result.value.offer);
    });
    return () => {
      open = false;
    };
  }, [client]);
  if (!offered) return null;
  return (
    <section className="tour-offer" aria-labelledby="tour-offer">
      <h2 id="tour-offer">{t('tour.offerTitle')}</h2>
      <p>{t('tour.offerText')}</p>
      <div className="row">
        <button type="button" className="button strong" disabled={starting} onClick={begin}>
          {starting ? t('tour.starting') : t('tour.begin')}
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={starting}
          onClick={() => {
            setOffered(false);
            void client.call('tour.answer', { job: null });
          }}
        >
          {t('tour.decline')}
        </button>
      </div>
      {error && <LazyError error={error} />}
    </section>
  );
}

/** Always there, for the next trainee. */
export function TourAgain() {
  const { t } = useTranslation('home');
  const { starting, error, begin } = useTour();
  return (
    <>
      <ul className="choices">
        <li>
          <button type="button" className="choice quiet" disabled={starting} onClick={begin}>
            <span className="choice-title">{t('tour.again')}</span>
            <span className="choice-text">{starting ? t('tour.starting') : t('tour.againText')}</span>
            <Icon name="right" />
          </button>
        </li>
      </ul>
      {error && <LazyError error={error} />}
    </>
  );
}
