import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { addCompanyKey, deleteCompanyKey, SCOPES } from '../pbx/company-keys';
import { texts, type Texts } from '../texts';
import type { World } from '../world';
import { html, type Html } from './html';
import { PATHS } from './paths';
import { endOf, lifetimeField, secretsPage, written, type SecretsPage } from './secrets';

const PATH = PATHS.companyKeys;

/** Company API Keys: those there are, and a new one. */
export function companyKeysPage(world: World, news: Pick<SecretsPage, 'problem' | 'made'> = {}): Reply {
  const t = texts(world);
  return secretsPage(world, {
    ...news,
    path: PATH,
    title: t.companyKeys,
    heads: [t.scopes, t.expires],
    rows: world.store.state.companyKeys.map(({ id, name, scopes, expireTime }) => ({
      id,
      name,
      cells: [scopes.join(', '), written(expireTime)],
    })),
    fields: html`${scopesField(t)} ${lifetimeField(t, 'year')}`,
  });
}

function scopesField(t: Texts): Html {
  const boxes = SCOPES.map(
    (scope) => html`<label><input type="checkbox" name="scope" value="${scope}" /> ${scope}</label> `,
  );
  return html`<fieldset>
    <legend>${t.scopes}</legend>
    ${boxes}
  </fieldset>`;
}

/** Makes one and shows it. */
export function createCompanyKey(world: World, ask: Ask): Reply {
  const t = texts(world);
  const sent = form(ask);
  const name = sent.get('name')?.trim() ?? '';
  const scopes = sent.getAll('scope').filter((scope) => SCOPES.includes(scope));
  if (name === '') return companyKeysPage(world, { problem: t.nameMissing });
  if (scopes.length === 0) return companyKeysPage(world, { problem: t.scopeMissing });
  const key = addCompanyKey(world, { name, scopes, expireTime: endOf(world, sent) });
  return companyKeysPage(world, { made: [[t.key, key]] });
}

/** Deletes one. */
export function removeCompanyKey(world: World, ask: Ask): Reply {
  deleteCompanyKey(world, form(ask).get('id') ?? '');
  return redirect(PATH);
}
