import type { Reply } from '../http/reply';
import { html } from '../pages/html';
import { commandFor, KINDS, SCRIPT } from '../move/script-words';
import { ENGLISH } from '../move/wording';
import { cloudOf, type World } from '../world';
import { portalPage } from './portal-layout';

/** Where it is. */
export const MIGRATE = '/migrate';

/** What the practice script is called and what it asks: the vendor has such a page too, and has published neither. */
export function migratePage(world: World): Reply {
  const { preset } = world;
  const cloud = cloudOf(world);
  const command = cloud ? commandFor(cloud.store.state) : `${SCRIPT} CLOUD-PBX:PORT`;
  const { engine, path } = preset.machine.database;
  const body = html`<p role="note" class="notice">
      For practice only. The vendor publishes neither the name of its script nor what it asks; a real PBX has
      another one.
    </p>
    <p>Sign in to the old PBX by SSH as root, and type:</p>
    <pre><code id="command">${command}</code></pre>
    <div class="bar"><button type="button" data-copy="${command}">Copy command to clipboard</button></div>
    <p>It asks, in this order:</p>
    <ol>
      <li><code>${ENGLISH.password}</code> the password of the new cloud PBX</li>
      ${KINDS.map((kind) => html`<li><code>${ENGLISH.move(ENGLISH.kinds[kind])}</code></li>`)}
    </ol>
    <p>When it has ended, the cloud PBX has the password of the old one.</p>
    <p class="quiet">
      The SSH port of the cloud PBX must be open, see its page. The database of this practice PBX (${engine})
      is ${path}.
    </p>`;
  return portalPage('Migrate PBX to Cloud', body);
}
