import type { Reply } from '../http/reply';
import { texts } from '../texts';
import type { World } from '../world';
import { html } from './html';
import { adminPage } from './layout';
import { PATHS } from './paths';

/** What the PBX is. */
export function systemPage(world: World): Reply {
  const t = texts(world);
  const { serial, hostname, version } = world.store.state;
  const body = html`<dl>
    <dt>${t.hostname}</dt>
    <dd>${hostname}</dd>
    <dt>${t.serial}</dt>
    <dd>${serial}</dd>
    <dt>${t.version}</dt>
    <dd>${version}</dd>
    <dt>${t.time}</dt>
    <dd>${new Date(world.clock.wall()).toISOString()}</dd>
  </dl>`;
  return adminPage(world, PATHS.system, t.system, body);
}
