import { form, type Ask } from '../http/ask';
import { redirect, type Reply } from '../http/reply';
import { addS2sApp, deleteS2sApp } from '../pbx/s2s';
import { texts } from '../texts';
import type { World } from '../world';
import { html } from './html';
import { PATHS } from './paths';
import { secretsPage, type SecretsPage } from './secrets';

const PATH = PATHS.s2s;

/** S2S applications: those there are, and a new one. */
export function s2sPage(world: World, news: Pick<SecretsPage, 'problem' | 'made'> = {}): Reply {
  const t = texts(world);
  return secretsPage(world, {
    ...news,
    path: PATH,
    title: t.s2s,
    heads: [t.appId],
    rows: world.store.state.s2sApps.map(({ id, name }) => ({ id, name, cells: [id] })),
    fields: html``,
  });
}

/** Makes one and shows its id and secret. */
export function createS2s(world: World, ask: Ask): Reply {
  const t = texts(world);
  const name = form(ask).get('name')?.trim() ?? '';
  if (name === '') return s2sPage(world, { problem: t.nameMissing });
  const { id, secret } = addS2sApp(world, { name, description: '', permissions: [] });
  return s2sPage(world, {
    made: [
      [t.appId, id],
      [t.secret, secret],
    ],
  });
}

/** Deletes one. */
export function removeS2s(world: World, ask: Ask): Reply {
  deleteS2sApp(world, form(ask).get('id') ?? '');
  return redirect(PATH);
}
