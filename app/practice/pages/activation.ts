import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { activate, type Activated } from '../pbx/activation';
import { licenceView } from '../pbx/licences';
import type { LicenceView } from '../presets/preset';
import { texts, type Texts } from '../texts';
import type { World } from '../world';
import { type Html, html } from './html';
import { adminPage, alarm, notice, textField } from './layout';
import { PATHS } from './paths';

const PATH = PATHS.activation;

type Why = Extract<Activated, { ok: false }>['why'];

/** The refusals, in the words of the page. The vendor's words are not published. */
function reason(t: Texts, why: Why): string {
  const words: Record<Why, string> = {
    empty: t.keyEmpty,
    malformed: t.keyMalformed,
    unknown: t.keyUnknown,
    'of-another': t.keyOfAnother,
    cloud: t.keyCloud,
    'nothing-bought': t.keyNothingBought,
    'already-other': t.alreadyOther,
  };
  return words[why];
}

/** The field User Mode with its button Activate, and what is bought and used. */
export function activationPage(world: World, ask: Ask, problem?: string): Reply {
  const t = texts(world);
  const view = licenceView(world);
  const body = html`${problem !== undefined && alarm(problem)}
    ${ask.query.has('saved') && notice(t.activated)}
    ${!ask.query.has('saved') && html`<p>${view.activated ? t.activated : t.notActivated}</p>`}
    <dl>
      <dt>${t.serial}</dt>
      <dd>${world.store.state.serial}</dd>
      ${
        view.activated &&
        html`<dt>${t.name}</dt>
          <dd>${view.name}</dd>
          <dt>${t.swSerial}</dt>
          <dd>${view.swSerial}</dd>`
      }
    </dl>
    <form method="post" action="${PATH}">
      ${textField('userMode', t.userMode, '', 'class="wide" autocomplete="off" spellcheck="false"')}
      <div class="bar"><button class="main">${t.activate}</button></div>
    </form>
    ${view.known && numbers(t, view)}`;
  return adminPage(world, PATH, t.activation, body);
}

function numbers(t: Texts, view: LicenceView): Html {
  const rows = view.types.map(
    ({ wire, label }) =>
      html`<tr>
        <th scope="row">${label}</th>
        <td class="number">${view.bought[wire] ?? 0}</td>
        <td class="number">${view.used[wire] ?? 0}</td>
      </tr>`,
  );
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${t.licenseType}</th>
        <th scope="col" class="number">${t.bought}</th>
        <th scope="col" class="number">${t.used}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** Takes the key. */
export function activateByForm(world: World, ask: Ask): Reply {
  const outcome = activate(world, form(ask).get('userMode') ?? '');
  return outcome.ok
    ? redirect(`${PATH}?saved`)
    : activationPage(world, ask, reason(texts(world), outcome.why));
}
