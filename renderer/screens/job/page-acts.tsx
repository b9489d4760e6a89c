import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon';
import { Words } from '../../components/words';
import { say } from '../../strings/said';
import { useStep } from './step-context';

/** Each act in the PBX's page in words, before and while it happens; the one in hand is marked. */
export function PageActs() {
  const { t } = useTranslation('job');
  const { view, step } = useStep();
  const title = useId();
  const current = useRef<HTMLLIElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const acts = step.plan.filter(({ code }) => code.startsWith('do.page-'));
  const place = view.progress?.step === step.id ? view.progress.assisted?.place : undefined;
  useEffect(() => {
    // Only the list itself: the buttons to pause and to stop must stay where they are.
    const [item, around] = [current.current, list.current];
    if (item && around) around.scrollTop = item.offsetTop - around.clientHeight / 2;
  }, [place]);
  if (acts.length === 0) return null;
  return (
    <section className="todo page-acts" aria-labelledby={title}>
      <h2 id={title}>{t('assisted.listTitle')}</h2>
      <ol ref={list}>
        {acts.map((act, at) => {
          const now = at === place;
          return (
            <li
              key={`${act.code} ${String(at)}`}
              ref={now ? current : undefined}
              aria-current={now ? 'step' : undefined}
              data-past={(place !== undefined && at < place) || undefined}
            >
              <Words>{say('plan', act)}</Words>
              {place !== undefined && at < place && <Icon name="check" size={14} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
