import { useSyncExternalStore } from 'react';
import type { StepId } from '../app/domain/job';

export type Route =
  | { screen: 'home' }
  | { screen: 'job'; job: string; step: StepId | 'profile' | null }
  | { screen: 'report'; job: string }
  | { screen: 'recipes' };

/** The address is the hash: the app's own scheme serves one page only. An unknown hash is Home. */
export function parseRoute(hash: string): Route {
  const [screen, job, step] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  if (screen === 'job' && job) return { screen, job, step: step ? (step as StepId | 'profile') : null };
  if (screen === 'report' && job) return { screen, job };
  if (screen === 'recipes') return { screen };
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
