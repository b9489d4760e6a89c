import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounds, PageView } from '../../../app/contract/views';
import type { ErrorCode } from '../../../app/domain/error';
import { useClient } from '../../client';
import { Icon, type IconName } from '../../components/icon';
import { useLive } from '../../state/use-live';
import { useIsCovered } from '../../state/covers';
import { errorText } from '../../strings/said';
import { useStep } from './step-context';

/** Where the page may lie: the part of the placeholder that is not scrolled away, in whole pixels of the window. */
export function visibleBounds(place: DOMRect, clip: DOMRect): Bounds {
  const left = Math.ceil(Math.max(place.left, clip.left));
  const top = Math.ceil(Math.max(place.top, clip.top));
  const right = Math.floor(Math.min(place.right, clip.right));
  const bottom = Math.floor(Math.min(place.bottom, clip.bottom));
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

function boundsOf(element: HTMLElement): Bounds {
  const scroller = element.closest('.step-scroll') ?? document.documentElement;
  return visibleBounds(element.getBoundingClientRect(), scroller.getBoundingClientRect());
}

/**
 * Room for the PBX's own page, which the main process lays over the window. This placeholder tells where, and follows
 * every change of size and scroll.
 */
export function PagePane({ target }: { target: PageView['target'] }) {
  const { view, step, setRoomy } = useStep();
  const client = useClient();
  const job = view.state.id;
  const place = useRef<HTMLDivElement>(null);
  const covered = useIsCovered();
  const page = usePageView(job);

  useEffect(() => {
    setRoomy(true);
    return () => {
      setRoomy(false);
    };
  }, [setRoomy]);

  useEffect(() => {
    const element = place.current;
    if (!element || covered) return;
    void client.call('page.show', { job, target, bounds: boundsOf(element) });
    const follow = (): void => void client.call('page.bounds', { bounds: boundsOf(element) });
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    observer.observe(document.documentElement);
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    window.addEventListener('resize', follow);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', follow, { capture: true });
      window.removeEventListener('resize', follow);
      void client.call('page.hide');
    };
  }, [client, job, target, covered]);

  // What comes and goes above the page moves it without changing its size.
  const above = `${step.state} ${String(view.progress?.assisted?.mode ?? view.progress?.step)}`;
  useEffect(() => {
    if (place.current && !covered) void client.call('page.bounds', { bounds: boundsOf(place.current) });
  }, [client, above, covered]);

  return (
    <section className="pane" data-testid="page-pane">
      <PaneToolbar page={page} />
      <div ref={place} className="pane-place">
        <PaneState page={page} />
      </div>
    </section>
  );
}

function usePageView(job: string): PageView | null {
  const client = useClient();
  const { value } = useLive(
    useCallback(() => client.call('page.current'), [client]),
    useCallback((take) => client.on('page', take), [client]),
  );
  return value?.job === job ? value : null;
}

const acts = [
  ['back', 'left'],
  ['reload', 'reload'],
  ['home', 'home'],
] as const satisfies readonly (readonly [string, IconName])[];

function PaneToolbar({ page }: { page: PageView | null }) {
  const { t } = useTranslation('job');
  const client = useClient();
  return (
    <div className="pane-tools" role="toolbar" aria-label={t('pane.toolbar')}>
      {acts.map(([act, icon]) => (
        <button
          key={act}
          type="button"
          className="button icon-only"
          aria-label={t(`pane.${act}`)}
          title={t(`pane.${act}`)}
          onClick={() => void client.call('page.act', { act })}
        >
          <Icon name={icon} />
        </button>
      ))}
      <span className="pane-address" title={page?.title}>
        <Icon name="lock" size={14} />
        {page?.url ?? t('pane.opening')}
      </span>
    </div>
  );
}

/** Lies under the page: seen only while it loads or when it cannot be shown. */
function PaneState({ page }: { page: PageView | null }) {
  const { t } = useTranslation('job');
  if (!page?.problem) return <p>{t('pane.opening')}</p>;
  const text = errorText(page.problem as ErrorCode);
  return (
    <div role="alert">
      <p>
        <strong>{text.title}</strong>
      </p>
      <p>{text.meaning}</p>
    </div>
  );
}
