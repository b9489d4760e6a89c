import { useSyncExternalStore } from 'react';
import type { StepId } from '../app/domain/job';

export type Route =
  | { screen: 'home' }
  | { screen: 'job'; job: string; step: StepId | 'profile' | null }
  | { screen: 'report'; job: string }
  | { screen: 'recipes' }
  | { screen: 'received'; origin: string };

/** The address is the hash: the app's own scheme serves one page only. An unknown hash is Home. */
export function parseRoute(hash: string): Route {
  const [screen, job, step] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (screen === 'job' && job) return { screen, job, step: step ? (step as StepId | 'profile') : null };
  if (screen === 'report' && job) return { screen, job };
  if (screen === 'recipes') return { screen };
  if (screen === 'received' && job) return { screen, origin: job };
  return { screen: 'home' };
}

export const homeHref = '#/';
export const recipesHref = '#/recipes';

/** Without a step: where the job stands. */
export function jobHref(job: string, step?: StepId): string {
  return step ? `#/job/${job}/${step}` : `#/job/${job}`;
}

/** The job's page of what its PBX can do. */
export function profileHref(job: string): string {
  return `#/job/${job}/profile`;
}

/** The report that came back for a job. */
export function receivedHref(origin: string): string {
  return `#/received/${origin}`;
}

export function go(href: string): void {
  window.location.hash = href;
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => {
    window.removeEventListener('hashchange', changed);
  };
}

/** The screen the window shows, kept up with the address. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(listen, () => window.location.hash));
}
