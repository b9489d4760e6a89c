import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { userByLogin } from '../pbx/sign-in';
import { addToken, deleteToken } from '../pbx/simple-tokens';
import { texts } from '../texts';
import type { World } from '../world';
import { html } from './html';
import { textField } from './layout';
import { PATHS } from './paths';
import { endOf, lifetimeField, secretsPage, written, type SecretsPage } from './secrets';

const PATH = PATHS.simpleTokens;

/** Simple Tokens: those there are, and a new one. */
export function tokensPage(world: World, news: Pick<SecretsPage, 'problem' | 'made'> = {}): Reply {
  const t = texts(world);
  return secretsPage(world, {
    ...news,
    path: PATH,
    title: t.simpleToken,
    heads: [t.pbxUser, t.expires],
    rows: world.store.state.tokens.map(({ id, name, pbxUser, expireTime }) => ({
      id,
      name,
      cells: [pbxUser, written(expireTime)],
    })),
    fields: html`${textField('pbxUser', t.pbxUser, world.preset.firstLogin.login)} ${lifetimeField(t, 'day')}`,
  });
}

/** Makes one and shows it. */
export function createToken(world: World, ask: Ask): Reply {
  const t = texts(world);
  const sent = form(ask);
  const [name = '', pbxUser = ''] = ['name', 'pbxUser'].map((field) => sent.get(field)?.trim());
  if (name === '') return tokensPage(world, { problem: t.nameMissing });
  if (!userByLogin(world.store.state, pbxUser)) return tokensPage(world, { problem: t.unknownUser });
  const fields = { name, description: '', pbxUser, expireTime: endOf(world, sent), permissions: [] };
  return tokensPage(world, { made: [[t.token, addToken(world, fields).secret]] });
}

/** Deletes one. */
export function removeToken(world: World, ask: Ask): Reply {
  deleteToken(world, form(ask).get('id') ?? '');
  return redirect(PATH);
}
