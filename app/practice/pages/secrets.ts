import type { Reply } from '../http/reply';
import { texts, type Texts } from '../texts';
import type { World } from '../world';
import { html, type Html } from './html';
import { adminPage, alarm, choice, textField } from './layout';

/** Seconds of the lifetimes to choose from. Vendor's guide for Company API Keys: one hour to twelve months. */
const LIFETIMES = { hour: 3600, day: 86_400, week: 604_800, month: 2_592_000, year: 31_536_000 } as const;

/** One thing of a list that can be deleted, and what is told of it. */
export interface Row {
  id: string;
  name: string;
  cells: readonly string[];
}

/** A page that lists what opens this PBX, makes more and deletes them. */
export interface SecretsPage {
  path: string;
  title: string;
  /** Heads of the columns after the name. */
  heads: readonly string[];
  rows: readonly Row[];
  /** Fields of the form after the name. */
  fields: Html;
  problem?: string | undefined;
  /** What was just made, by label: shown this once. */
  made?: readonly (readonly [string, string])[] | undefined;
}

/** Draws such a page. */
export function secretsPage(
  world: World,
  { path, title, heads, rows, fields, problem, made }: SecretsPage,
): Reply {
  const t = texts(world);
  const body = html`${problem !== undefined && alarm(problem)} ${made && madeNow(t, made)}
    <table>
      <thead>
        <tr>
          ${[t.name, ...heads].map((head) => html`<th scope="col">${head}</th>`)}
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => drawn(t, path, row))}
      </tbody>
    </table>
    ${rows.length === 0 && html`<p class="quiet">${t.none}</p>`}
    <form method="post" action="${path}">
      ${textField('name', t.name, '', 'autocomplete="off"')} ${fields}
      <div class="bar"><button class="main">${t.create}</button></div>
    </form>`;
  return adminPage(world, path, title, body, problem === undefined ? 200 : 400);
}

function drawn(t: Texts, path: string, { id, name, cells }: Row): Html {
  return html`<tr>
    <th scope="row">${name}</th>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
    <td>
      <form method="post" action="${path}/delete">
        <input type="hidden" name="id" value="${id}" />
        <button aria-label="${t.delete} ${name}">${t.delete}</button>
      </form>
    </td>
  </tr>`;
}

function madeNow(t: Texts, made: readonly (readonly [string, string])[]): Html {
  const fields = made.map(
    ([label, value], index) =>
      html`${textField(`made${index}`, label, value, 'readonly class="wide"')}
        <div class="bar">
          <button
            type="button"
            data-copy="${value}"
            data-copied="${t.copied}"
            aria-label="${t.copy}: ${label}"
          >
            ${t.copy}
          </button>
        </div>`,
  );
  return html`<div class="made">
    <p role="status" class="notice">${t.shownOnce}</p>
    ${fields} <span id="copied" role="status"></span>
  </div>`;
}

/** The field of how long it shall be good. */
export function lifetimeField(t: Texts, chosen: keyof typeof LIFETIMES): Html {
  const names = Object.keys(LIFETIMES) as (keyof typeof LIFETIMES)[];
  return choice(
    'lifetime',
    t.lifetime,
    names.map((name) => [name, t[name]] as const),
    chosen,
  );
}

/** When what is made now will be over, in unix seconds of the outside time. */
export function endOf({ clock }: World, sent: URLSearchParams): number {
  const chosen = Object.entries(LIFETIMES).find(([name]) => name === sent.get('lifetime'));
  return Math.floor(clock.wall() / 1000) + (chosen?.[1] ?? LIFETIMES.hour);
}

/** A time as the pages write it. */
export function written(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}
