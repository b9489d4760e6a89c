import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../domain/failure';
import type { UpgradeOffer, UpgradeStatus } from '../../domain/pbx';
import { compareVersions, findVersion } from '../../domain/version';
import { asMap, asText, isMap, lastKey, leavesOf, squeeze, type Leaf } from '../answer/values';
import type { Api } from '../api';
import { upgradeRecipe as recipe } from '../recipes/upgrade';
import { routes } from '../routes';
import type { Limits } from '../settings';
import { readVersion } from './identity';

/** Has the PBX look for a newer version and waits for what it found, within bounds. */
export async function upgradeOffer(api: Api, limits: Limits, signal: AbortSignal): Promise<UpgradeOffer> {
  const running = await readVersion(api, signal);
  const settings = await readSettings(api, signal);
  await startCheck(api, signal);
  const answer = await settledCheck(api, limits, signal);
  const version = offeredIn(answer, running);
  return {
    version,
    understood: version !== null || saysNothingNewer(answer, running),
    repository: repositoryIn(settings),
    repositories: repositoriesIn(settings),
    says: version === null ? reasonIn(leavesOf(answer)) : null,
  };
}

/** Changes the recognised name and nothing else of the settings; where none is recognised, nothing is sent. */
export async function setRepository(api: Api, name: string, signal: AbortSignal): Promise<void> {
  const settings = await api.get(routes.upgradeSettings, signal);
  const key = repositoryKeyIn(settings);
  if (key === null) {
    throw new Failure(
      'unknown-answer',
      { route: `GET ${routes.upgradeSettings}` },
      'no repository in the settings',
    );
  }
  await api.send('PUT', routes.upgradeSettings, { ...asMap(settings), [key]: name }, signal);
}

/** Old versions may have no route to start a check; then the last one's result has to do. */
async function startCheck(api: Api, signal: AbortSignal): Promise<void> {
  try {
    await api.send('POST', routes.upgradeCheck, {}, signal);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

async function settledCheck(api: Api, limits: Limits, signal: AbortSignal): Promise<unknown> {
  const until = Date.now() + limits.checkMs;
  for (;;) {
    const answer = await api.get(routes.upgradeCheck, signal);
    if (!isChecking(answer)) return answer;
    if (Date.now() >= until) {
      throw new Failure('timeout', { route: `GET ${routes.upgradeCheck}` }, 'the PBX is still checking');
    }
    await pause(limits.checkEveryMs, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throw new Failure('cancelled');
  }
}

async function readSettings(api: Api, signal: AbortSignal): Promise<unknown> {
  try {
    return await api.get(routes.upgradeSettings, signal);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The route is not there, or not for this method. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return error.error.code === 'route-missing' || error.error.params?.['status'] === 405;
}

export function isChecking(answer: unknown): boolean {
  return leavesOf(answer).some((leaf) => {
    const key = lastKey(leaf);
    if (recipe.checkingKeys.includes(key) && isTrue(leaf.value)) return true;
    const says = typeof leaf.value === 'string' ? squeeze(leaf.value) : '';
    return (
      (recipe.stateKeys.includes(key) || key === '') &&
      recipe.checkingWords.test(says) &&
      !/^not|^no/.test(says)
    );
  });
}

/** The highest version in the answer that is newer than the one that runs and not marked as a test version. */
export function offeredIn(answer: unknown, running: string): string | null {
  const candidates = leavesOf(withoutTestVersions(answer, 0)).flatMap((leaf) => {
    const found = typeof leaf.value === 'string' ? findVersion(leaf.value) : null;
    if (!found || compareVersions(found.text, running) <= 0) return [];
    const keys = leaf.path.map(squeeze).join(' ');
    // A reason may name a version that must be reached first: that is no offer.
    if (recipe.otherKeys.test(lastKey(leaf)) || recipe.reasonKeys.includes(lastKey(leaf))) return [];
    return [{ text: found.text, named: recipe.offeredKeys.test(keys) }];
  });
  const named = candidates.filter((one) => one.named);
  const best = (named.length > 0 ? named : candidates).sort((a, b) => compareVersions(b.text, a.text))[0];
  return best?.text ?? null;
}

/**
 * Whether an answer without a newer version really says that there is none: it is empty, says so with a key or in words, or
 * names the version that runs. One that says yes without telling which version says nothing of the kind.
 */
export function saysNothingNewer(answer: unknown, running: string): boolean {
  const stable = withoutTestVersions(answer, 0);
  const leaves = leavesOf(stable);
  const telling = leaves.filter((leaf) => recipe.tellingKeys.test(lastKey(leaf)));
  const stated = leaves.filter((leaf) => isStateText(leaf) && !isNothing(leaf));
  if (telling.some(isUnknownOffer) || stated.some(isOfferInWords)) return false;
  if (leaves.every(({ value }) => value === null || value === '')) return true;
  if (hasEmptyOffer(stable, 0) || telling.some(({ value }) => !isSomething(value))) return true;
  const reasons = leaves.filter((leaf) => recipe.reasonKeys.includes(lastKey(leaf)));
  if (reasons.some((leaf) => !isNothing(leaf) && isOfferInWords(leaf))) return false;
  return leaves.some((leaf) => isNothing(leaf) || isRunning(leaf, running));
}

/** Something, but no version; one that is a version is no newer one here. */
function isUnknownOffer(leaf: Leaf): boolean {
  return isSomething(leaf.value) && findVersion(asText(leaf.value)) === null && !isNothing(leaf);
}

function isOfferInWords({ value }: Leaf): boolean {
  return recipe.somethingWords.test(squeeze(asText(value)));
}

/** Words that nothing is on offer, where words are meant to be read. */
function isNothing(leaf: Leaf): boolean {
  const key = lastKey(leaf);
  const isRead = isStateText(leaf) || recipe.reasonKeys.includes(key) || recipe.tellingKeys.test(key);
  return isRead && recipe.nothingWords.test(squeeze(asText(leaf.value)));
}

function isRunning(leaf: Leaf, running: string): boolean {
  return findVersion(asText(leaf.value))?.text === running && !recipe.otherKeys.test(lastKey(leaf));
}

/** A key for what is on offer with an empty list or map under it. */
function hasEmptyOffer(value: unknown, depth: number): boolean {
  if (depth > 10) return false;
  if (Array.isArray(value)) return value.some((item) => hasEmptyOffer(item, depth + 1));
  return Object.entries(asMap(value) ?? {}).some(([key, item]) => {
    const isEmpty = typeof item === 'object' && item !== null && Object.keys(item).length === 0;
    return (isEmpty && recipe.tellingKeys.test(squeeze(key))) || hasEmptyOffer(item, depth + 1);
  });
}

/** The guide upgrades to the latest stable version, so entries that say they are none are passed over. */
function withoutTestVersions(value: unknown, depth: number): unknown {
  if (depth > 10) return null;
  if (Array.isArray(value)) return value.map((item) => withoutTestVersions(item, depth + 1));
  if (!isMap(value)) return value;
  const byKey = new Map(Object.entries(value).map(([key, item]) => [squeeze(key), item]));
  if (isFalse(byKey.get('stable')) || isTrue(byKey.get('beta'))) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutTestVersions(item, depth + 1)]),
  );
}

/** The repository's name under a key that says so, else any value that looks like one. */
export function repositoryIn(answer: unknown): string | null {
  const texts = leavesOf(answer).filter((leaf) => asText(leaf.value) !== '');
  const byKey = texts.filter((leaf) => recipe.repositoryKeys.test(lastKey(leaf)));
  const looksRight = (leaf: Leaf): boolean => recipe.repositoryName.test(asText(leaf.value));
  const found = byKey.find(looksRight) ?? texts.find(looksRight) ?? byKey[0];
  return found ? asText(found.value) : null;
}

/** Every repository named in the settings, by its number. */
export function repositoriesIn(answer: unknown): string[] {
  const named = leavesOf(answer).flatMap(({ value }) => {
    const text = asText(value).trim();
    return recipe.repositoryName.test(text) ? [text] : [];
  });
  return [...new Set(named)].sort((a, b) => repositoryNumber(a) - repositoryNumber(b));
}

function repositoryNumber(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0);
}

/** The top-level key whose value is the repository in use. */
function repositoryKeyIn(answer: unknown): string | null {
  const entries = Object.entries(asMap(answer) ?? {});
  const found = entries.find(([key, value]) => {
    return recipe.repositoryKeys.test(squeeze(key)) && recipe.repositoryName.test(asText(value));
  });
  return found?.[0] ?? null;
}

export async function startUpgrade(api: Api, version: string | null, signal: AbortSignal): Promise<void> {
  await api.send('POST', routes.upgrade, version === null ? {} : { version }, signal);
}

export async function upgradeStatus(api: Api, signal: AbortSignal): Promise<UpgradeStatus> {
  return understandStatus(await api.get(routes.upgrade, signal));
}

/** The phase of an answer of unknown shape; `unknown` when no word of the recipe fits. */
export function understandStatus(answer: unknown): UpgradeStatus {
  const leaves = leavesOf(answer);
  const state = leaves.find(isStateText);
  const word = state ? asText(state.value).trim() : null;
  const percent = percentIn(leaves);
  const phase = phaseOf(answer, leaves, word, percent);
  const says = phase === 'failed' ? (reasonIn(leaves) ?? word) : word;
  return { phase, percent, says: says === null || says === '' ? null : says.slice(0, 100) };
}

function reasonIn(leaves: readonly Leaf[]): string | null {
  const found = leaves.find(
    (leaf) =>
      typeof leaf.value === 'string' && isSomething(leaf.value) && recipe.reasonKeys.includes(lastKey(leaf)),
  );
  return found ? asText(found.value) : null;
}

function isStateText(leaf: Leaf): boolean {
  return (
    typeof leaf.value === 'string' && (recipe.stateKeys.includes(lastKey(leaf)) || leaf.path.length === 0)
  );
}

function phaseOf(
  answer: unknown,
  leaves: readonly Leaf[],
  says: string | null,
  percent: number | null,
): UpgradeStatus['phase'] {
  if (leaves.some((leaf) => recipe.errorKeys.includes(lastKey(leaf)) && isSomething(leaf.value)))
    return 'failed';
  const flag = (keys: readonly string[]): Leaf | undefined =>
    leaves.find((leaf) => keys.includes(lastKey(leaf)) && (isTrue(leaf.value) || isFalse(leaf.value)));
  const reboot = flag(recipe.rebootKeys);
  const running = flag(recipe.runningKeys);
  const word =
    says === null ? undefined : recipe.phases.find(({ words }) => words.test(squeeze(says)))?.phase;
  if (word === 'failed') return 'failed';
  if (reboot && isTrue(reboot.value)) return 'reboot-needed';
  if (running && isTrue(running.value)) return 'running';
  // With a reboot that is said not to be due it is an upgrade of the past.
  if (word === 'reboot-needed' || word === 'finished') return reboot ? 'idle' : word;
  if (word) return word;
  if (percent !== null && percent > 0 && percent < 100) return 'running';
  // Nothing under way: PHP writes an empty map as a list; or the only flag there is says no.
  const empty = answer === null || Object.keys(asMap(answer) ?? { some: 1 }).length === 0;
  return empty || running ? 'idle' : 'unknown';
}

function percentIn(leaves: readonly Leaf[]): number | null {
  const named = leaves.filter((leaf) => recipe.percentKeys.includes(lastKey(leaf)));
  for (const { value } of named) {
    const percent =
      typeof value === 'number'
        ? value
        : Number(/^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(asText(value))?.[1] ?? NaN);
    if (percent >= 0 && percent <= 100) return percent;
  }
  for (const { value } of leaves) {
    const [, inText] = /(?<!\d)(\d{1,3}(?:\.\d+)?)\s*%/.exec(asText(value)) ?? [];
    if (inText !== undefined && Number(inText) <= 100) return Number(inText);
  }
  return null;
}

function isTrue(value: unknown): boolean {
  return value === true || ['1', 'true', 'yes', 'on'].includes(squeeze(asText(value)));
}

function isFalse(value: unknown): boolean {
  return value === false || ['0', 'false', 'no', 'off'].includes(squeeze(asText(value)));
}

function isSomething(value: Leaf['value']): boolean {
  return value !== null && value !== '' && !isFalse(value) && squeeze(String(value)) !== 'none';
}

/** The answer may be cut off when the PBX goes down at once: a `reset` here does not mean that it did not reboot. */
export async function reboot(api: Api, signal: AbortSignal): Promise<void> {
  await api.send('PUT', routes.reboot, undefined, signal);
}

export async function backup(api: Api, signal: AbortSignal): Promise<void> {
  await api.send('POST', routes.backups, {}, signal);
}
