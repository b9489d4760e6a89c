import { page, type Reply } from '../http/reply';
import { html, type Html } from '../pages/html';
import { document, type Head } from '../pages/layout';

const BANNER = 'Practice portal: for training and tests, nothing is ordered or billed here';
const PRODUCT = 'WMP';

/** A page of the portal for one who is signed in. */
export function portalPage(title: string, body: Html, status = 200): Reply {
  const parts = html`<header>
      <span class="product">${PRODUCT}</span> <span class="space"></span>
      <form method="post" action="/logout"><button>Logout</button></form>
    </header>
    <nav aria-label="Main menu">
      <ul>
        <li><a href="/customers">Customers</a></li>
      </ul>
    </nav>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>`;
  return page(document(head('look-portal', title), parts), status);
}

/** The portal's page without a menu. */
export function lonePortalPage(title: string, body: Html, status = 200): Reply {
  const parts = html`<main>
    <h1>${title}</h1>
    ${body}
  </main>`;
  return page(document(head('look-portal alone', title), parts), status);
}

function head(looks: string, title: string): Head {
  return { lang: 'en', looks, banner: BANNER, title: `${title} - ${PRODUCT}` };
}

/** The tabs of a customer. */
export function tabs(customerId: string, current: string): Html {
  const names = [
    ['company', 'Company'],
    ['contacts', 'Contacts'],
    ['pbxs', 'PBXs'],
  ] as const;
  return html`<div class="tabs" role="tablist">
    ${names.map(
      ([path, text]) =>
        html`<a
          role="tab"
          aria-selected="${path === current ? 'true' : 'false'}"
          href="/customers/${customerId}/${path}"
          >${text}</a
        >`,
    )}
  </div>`;
}

/** What must be sent again with Ok: the fields of a form that was filled in before. */
export function hiddenFields(sent: URLSearchParams): Html {
  return html`${[...sent].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}
