import type { Reply } from '../http/reply';
import type { World } from '../world';
import { html } from './html';
import { adminPage, texts } from './layout';

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
  return adminPage(world, '/settings/system', t.system, body);
}
