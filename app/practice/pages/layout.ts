import { page, type Reply } from '../http/reply';
import { exceededTypes, licenceView } from '../pbx/licences';
import { texts } from '../texts';
import { has } from '../versions';
import type { World } from '../world';
import { Html, html } from './html';
import { menu } from './menu';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** A page of the administration, for one who is signed in. `path` is that of the menu's page which is shown as the current one. */
export function adminPage(world: World, path: string, title: string, body: Html, status = 200): Reply {
  const t = texts(world);
  const exceeded = exceededTypes(licenceView(world));
  const parts = html`<header>
      <span class="product">${t.product}</span> <span class="space"></span>
      <span class="version">${t.version} ${world.store.state.version}</span>
      <form method="post" action="/logout"><button>${t.logout}</button></form>
    </header>
    <nav aria-label="${t.mainMenu}">${menu(world, t, path)}</nav>
    <main>
      ${exceeded.length > 0 && alarm(`${t.exceeded} ${exceeded.map(({ label }) => label).join(', ')}`)}
      <h1>${title}</h1>
      ${body}
    </main>`;
  return page(
    document({ lang: t.lang, looks: look(world), banner: t.banner, title: `${title} - ${t.product}` }, parts),
    status,
  );
}

/** A page without a menu: sign-in, or while the PBX is away. */
export function lonePage(world: World, title: string, body: Html, status = 200): Reply {
  const t = texts(world);
  const parts = html`<main>
    <h1>${title}</h1>
    ${body}
  </main>`;
  return page(
    document(
      { lang: t.lang, looks: `${look(world)} alone`, banner: t.banner, title: `${title} - ${t.product}` },
      parts,
    ),
    status,
  );
}

/** What a document says about itself. */
export interface Head {
  lang: string;
  /** Classes that choose the look. */
  looks: string;
  banner: string;
  title: string;
}

/** A whole document. Style and script are inside it; see `script.ts`. */
export function document({ lang, looks, banner, title }: Head, body: Html): string {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body class="${looks}">
        <p class="banner">${banner}</p>
        ${body}
        <script>
          ${new Html(SCRIPT)};
        </script>
      </body>
    </html>`.text;
}

/** A red notice. */
export function alarm(text: string): Html {
  return html`<p role="alert" class="notice bad">${text}</p>`;
}

/** A quiet notice of what was done. */
export function notice(text: string): Html {
  return html`<p role="status" class="notice">${text}</p>`;
}

/** A labelled field of a form. */
export function field(id: string, label: string, control: Html): Html {
  return html`<div class="field"><label for="${id}">${label}</label>${control}</div>`;
}

/** A labelled text field. */
export function textField(id: string, label: string, value = '', attributes = ''): Html {
  const control = html`<input id="${id}" name="${id}" value="${value}" ${new Html(attributes)} />`;
  return field(id, label, control);
}

/** A labelled choice. Options are pairs of value and text. */
export function choice(
  id: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen = '',
): Html {
  const items = options.map(
    ([value, text]) =>
      html`<option value="${value}" ${new Html(value === chosen ? 'selected' : '')}>${text}</option>`,
  );
  return field(
    id,
    label,
    html`<select id="${id}" name="${id}">
      ${items}
    </select>`,
  );
}

function look({ store }: World): string {
  return has(store.state.version, 'redrawn') ? 'look-new' : 'look-classic';
}
