import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { html, type Html } from '../pages/html';
import { closeDoor, openDoor, openFor } from '../cloud/door';
import type { World } from '../world';
import type { PortalPbx } from './books-state';
import { worldOf } from './world-of';

/** The port that is opened (vendor's guide). What the vendor calls its button has not been published: these names are ours. */
const OPEN = 'Open SSH port 2222';
const CLOSE = 'Close SSH port 2222';

/** The part of a cloud PBX's page by which its SSH is opened and closed; nothing for another PBX. */
export function doorPart(portal: World, pbx: PortalPbx, path: string): Html | false {
  const world = worldOf(portal, pbx);
  if (!world?.preset.inCloud) return false;
  const { host, ports } = world.store.state;
  const left = openFor(world);
  const isOpen = left > 0;
  const minutes = Math.ceil(left / 60_000);
  return html`<h2>SSH</h2>
    <p role="status">
      ${isOpen ? `SSH port 2222 is open. It closes by itself in ${minutes} minutes.` : 'SSH port 2222 is closed.'}
    </p>
    <p class="quiet">On this computer port ${ports.ssh} of ${host} stands for port 2222 of the cloud PBX.</p>
    <form method="post" action="${path}/ssh">
      <input type="hidden" name="open" value="${isOpen ? '0' : '1'}" />
      <div class="bar"><button>${isOpen ? CLOSE : OPEN}</button></div>
    </form>`;
}

/** Takes the press of that button. */
export function pressDoor(portal: World, ask: Ask, pbx: PortalPbx, path: string): Reply {
  const refused = setDoor(portal, pbx, form(ask).get('open') === '1');
  return redirect(refused === undefined ? path : '/customers');
}

/** Opens or closes; tells what is wrong instead when it has no such door. */
export function setDoor(portal: World, pbx: PortalPbx, open: boolean): string | undefined {
  const world = worldOf(portal, pbx);
  if (!world?.preset.inCloud) return 'Only a cloud PBX has an SSH port to open here.';
  if (open) openDoor(world);
  else closeDoor(world);
  return undefined;
}
