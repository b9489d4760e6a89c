import type { MenuEntry } from '../presets/menu';
import type { Texts } from '../texts';
import type { World } from '../world';
import { Html, html } from './html';
import { hasPage, PATHS } from './paths';

/** An entry that is shown; one with others below it leads to the first of their pages. */
interface Shown {
  text: string;
  path: string;
  below: Shown[];
}

/** The main menu, open down to the page that is shown. */
export function menu(world: World, t: Texts, current: string): Html {
  return list(
    world.preset.menu.flatMap((entry) => shown(world, t, entry)),
    current,
  );
}

/** None, when no page of it is there. */
function shown(world: World, t: Texts, entry: MenuEntry): Shown[] {
  const text = t[entry.text];
  if ('page' in entry)
    return hasPage(world, entry.page) ? [{ text, path: PATHS[entry.page], below: [] }] : [];
  const below = entry.below.flatMap((inner) => shown(world, t, inner));
  const first = below[0];
  return first ? [{ text, path: first.path, below }] : [];
}

function list(entries: Shown[], current: string): Html {
  const items = entries.map((entry) => {
    const here = entry.below.length === 0 && entry.path === current ? 'aria-current="page"' : '';
    return html`<li>
      <a href="${entry.path}" ${new Html(here)}>${entry.text}</a>${
        entry.below.length > 0 && leadsTo(entry, current) && list(entry.below, current)
      }
    </li>`;
  });
  return html`<ul>
    ${items}
  </ul>`;
}

function leadsTo({ path, below }: Shown, current: string): boolean {
  return below.length === 0 ? path === current : below.some((entry) => leadsTo(entry, current));
}
