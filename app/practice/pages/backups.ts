import type { Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { backupsToRestore, restoreBackup } from '../pbx/backups';
import { texts, type Texts } from '../texts';
import type { World } from '../world';
import { html, type Html } from './html';
import { adminPage, alarm, notice } from './layout';
import { PATHS } from './paths';

const PATH = PATHS.backups;

/** What can be restored here, and the button that does it. How the vendor's page looks is not published. */
export function backupsPage(world: World, ask: Ask, problem?: string): Reply {
  const t = texts(world);
  const old = backupsToRestore(world);
  const body = html`${problem !== undefined && alarm(problem)} ${ask.query.has('saved') && notice(t.restored)}
    <p>${t.backupsOfOld}</p>
    ${listOf(t, old)}
    <form method="post" action="${PATH}">
      <div class="bar"><button class="main">${t.restore}</button></div>
    </form>
    <p>${t.backupsOwn}</p>
    ${listOf(
      t,
      world.store.state.backups.map(({ name }) => name),
    )}`;
  return adminPage(world, PATH, t.backups, body);
}

function listOf(t: Texts, names: readonly string[]): Html {
  if (names.length === 0) return html`<p class="quiet">${t.none}</p>`;
  return html`<ul>
    ${names.map((name) => html`<li>${name}</li>`)}
  </ul>`;
}

/** Takes the press: the newest backup of the old PBX goes onto this one. */
export function restoreByForm(world: World, ask: Ask): Reply {
  const restored = restoreBackup(world);
  return 'refused' in restored ? backupsPage(world, ask, texts(world).noBackup) : redirect(`${PATH}?saved`);
}
