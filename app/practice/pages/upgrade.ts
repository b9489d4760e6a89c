import { form, type Ask } from '../http/ask';
import { json, redirect, type Reply } from '../http/reply';
import { reboot } from '../pbx/power';
import { checkView, chooseRepository, startCheck, startUpgrade, upgradeView } from '../pbx/upgrade';
import type { CheckView, UpgradeView } from '../presets/preset';
import { texts, type Texts } from '../texts';
import type { World } from '../world';
import { type Html, html } from './html';
import { adminPage, alarm, lonePage, notice, textField } from './layout';
import { PATHS } from './paths';

const PATH = PATHS.upgrade;

/** Upgrade repository, check, Perform upgrade, its progress, and the Reboot button at its end. */
export function upgradePage(world: World, ask: Ask, problem?: string): Reply {
  if (world.store.state.check === null) startCheck(world);
  const t = texts(world);
  const { store } = world;
  const check = checkView(world);
  const upgrade = upgradeView(world);
  const body = html`${problem !== undefined && alarm(problem)} ${ask.query.has('saved') && notice(t.saved)}
    <dl>
      <dt>${t.version}</dt>
      <dd>${store.state.version}</dd>
    </dl>
    <form method="post" action="${PATH}/repository">
      ${textField('repository', t.repository, store.state.repository, 'required')}
      <div class="bar">
        <button>${t.save}</button> <button formaction="${PATH}/check" formnovalidate>${t.check}</button>
      </div>
    </form>
    <div data-watch="${PATH}/state" data-phase="${watchedPhase(check, upgrade)}">
      ${upgrade.phase === 'idle' || upgrade.phase === 'failed' ? offer(t, check, upgrade) : running(t, upgrade)}
    </div>`;
  return adminPage(world, PATH, t.upgrade, body);
}

function offer(t: Texts, check: CheckView, upgrade: UpgradeView): Html {
  const failed = upgrade.phase === 'failed' && alarm(`${t.upgradeFailed} ${upgrade.reason ?? ''}`);
  if (check.state === 'checking')
    return html`${failed}
      <p role="status">${t.checking} ...</p>`;
  if (check.offered === null)
    return html`${failed}
      <p role="status">${check.reason ?? t.upToDate}</p>`;
  return html`${failed}
    <p role="status">${t.offered} <strong>${check.offered}</strong></p>
    <form method="post" action="${PATH}/perform"><button class="main">${t.perform}</button></form>`;
}

function running(t: Texts, { phase, percent }: UpgradeView): Html {
  if (phase === 'reboot-needed') {
    return html`<p role="status">${t.rebootNeeded}</p>
      <form method="post" action="${PATH}/reboot"><button class="main">${t.reboot}</button></form>`;
  }
  return html`<p role="status">${phase === 'downloading' ? t.downloading : t.installing} ...</p>
    <progress aria-label="${t.progress}" max="100" value="${percent}"></progress>
    <span id="percent">${percent} %</span>`;
}

/** What the page asks for while it waits. */
export function upgradeState(world: World): Reply {
  const upgrade = upgradeView(world);
  return json({ phase: watchedPhase(checkView(world), upgrade), percent: upgrade.percent });
}

function watchedPhase(check: CheckView, upgrade: UpgradeView): string {
  return `${upgrade.phase} ${check.state}`;
}

/** Takes the repository. */
export function saveRepository(world: World, ask: Ask): Reply {
  const refusal = chooseRepository(world, form(ask).get('repository')?.trim() ?? '');
  return refusal ? upgradePage(world, ask, texts(world).unknownRepository) : redirect(`${PATH}?saved`);
}

/** Starts a check. */
export function check(world: World): Reply {
  startCheck(world);
  return redirect(PATH);
}

/** Starts the upgrade. */
export function perform(world: World, ask: Ask): Reply {
  const refusal = startUpgrade(world);
  return refusal ? upgradePage(world, ask, refusal.refused) : redirect(PATH);
}

/** Reboots and waits, in the browser, until the PBX is back. */
export async function rebootPage(world: World, ask: Ask): Promise<Reply> {
  const t = texts(world);
  const refusal = await reboot(world);
  if (refusal) return upgradePage(world, ask, refusal.refused);
  const body = html`<p role="status" data-wait-for="/login">${t.rebooting}</p>`;
  return { ...lonePage(world, t.reboot, body), last: true };
}
