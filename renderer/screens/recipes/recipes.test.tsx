// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Failure } from '../../../app/domain/failure';
import { doubleOf } from '../../../app/contract/double';
import { shippedOrders } from '../../../app/domain/licensing/orders/shipped';
import { setUpWindow } from '../../testing/show';

const show = setUpWindow(doubleOf);

const shipped = {
  id: 'activate',
  kind: 'page' as const,
  title: 'Activate with the key',
  text: '{"a": 1}',
  own: false,
  problem: null,
};

test('a recipe can be changed; what is refused is told in words and stays to be put right', async () => {
  let refuse = true;
  const { user, argsOf } = show('#/recipes', {
    'recipes.list': () => [shipped],
    'recipes.save': ({ text }) => {
      if (refuse) throw new Failure('recipe-invalid', { problems: 'acts.0.names: too small' });
      return [{ ...shipped, text, own: true }];
    },
  });
  const area = await screen.findByLabelText<HTMLTextAreaElement>('Recipe as JSON');
  expect(area.value).toBe('{"a": 1}');
  await user.type(area, ' ');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('acts.0.names: too small');
  expect(area.value).toBe('{"a": 1} ');
  refuse = false;
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/^Saved/)).toBeTruthy();
  expect(screen.getByText('Yours')).toBeTruthy();
  expect(argsOf('recipes.save').at(-1)).toEqual({ id: 'activate', text: '{"a": 1} ' });
});

const recipe = {
  id: 'activate',
  title: 'Activate with the key',
  versions: { from: null, to: null },
  source: 'The guide.',
  languages: ['en', 'de'],
  acts: [
    { act: 'click', names: [{ text: 'Activation', lang: 'en', published: true }] },
    {
      act: 'fill',
      labels: [
        { text: 'User Mode', lang: 'en', published: true },
        { text: 'Benutzermodus', lang: 'de', published: false },
      ],
      value: { secret: 'pbx-key' },
    },
  ],
};
const readable = { ...shipped, text: `${JSON.stringify(recipe, null, 2)}\n` };

test('a word the PBX uses is added to an act and one is taken away, without reading JSON', async () => {
  const { user, argsOf } = show('#/recipes', {
    'recipes.list': () => [readable],
    'recipes.save': ({ text }) => [{ ...readable, text, own: true }],
  });
  const acts = await screen.findByRole('list', { name: 'What is done, in order' });
  const fill = within(acts).getByText('the PBX key').closest('li');
  if (!fill) throw new Error('no act');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  await user.click(within(fill).getByRole('button', { name: 'Take away the word Benutzermodus' }));
  await user.type(within(fill).getByLabelText('Another word'), 'Nutzermodus');
  await user.selectOptions(within(fill).getByLabelText('Language of the word'), 'de');
  await user.click(within(fill).getByRole('button', { name: 'Add' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const saved = JSON.parse((argsOf('recipes.save').at(-1) as { text: string }).text) as typeof recipe;
  expect(saved.acts[1]?.labels).toEqual([
    { text: 'User Mode', lang: 'en', published: true },
    { text: 'Nutzermodus', lang: 'de', published: false },
  ]);
  expect(saved.acts[0]).toEqual(recipe.acts[0]);
});

test('the last word of an act cannot be taken away, and a draft outlives a look at another recipe', async () => {
  const other = { ...readable, id: 'sign-in', title: 'Sign in to WMS' };
  const { user } = show('#/recipes', { 'recipes.list': () => [readable, other] });
  const only = await screen.findByRole<HTMLButtonElement>('button', {
    name: 'Take away the word Activation',
  });
  expect(only.disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Take away the word Benutzermodus' }));
  await user.click(screen.getByRole('button', { name: /^Sign in to WMS/ }));
  expect(screen.getByRole('button', { name: 'Take away the word Benutzermodus' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /^Activate with the key/ }));
  expect(screen.queryByRole('button', { name: 'Take away the word Benutzermodus' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Discard changes' }));
  expect(screen.getByRole('button', { name: 'Take away the word Benutzermodus' })).toBeTruthy();
});

test('restore brings the text back that came with the app', async () => {
  const { user } = show('#/recipes', {
    'recipes.list': () => [{ ...shipped, text: '{"mine": 1}', own: true }],
    'recipes.restore': () => [shipped],
  });
  const area = await screen.findByLabelText<HTMLTextAreaElement>('Recipe as JSON');
  await user.click(screen.getByRole('button', { name: 'Restore' }));
  await waitFor(() => expect(area.value).toBe('{"a": 1}'));
});

test('what a field of the order is called today is changed without reading JSON', async () => {
  const [form] = shippedOrders;
  if (!form) throw new Error('no order recipe');
  const order = {
    id: form.id,
    kind: 'order' as const,
    title: form.title,
    text: `${JSON.stringify(form, null, 2)}\n`,
    own: false,
    problem: null,
  };
  const { user, argsOf } = show('#/recipes', {
    'recipes.list': () => [order],
    'recipes.save': ({ text }) => [{ ...order, text, own: true }],
  });
  const label = await screen.findByLabelText('Name of the field for: the billing period');
  expect(screen.getByText(/In the words of 2018–2024/)).toBeTruthy();
  await user.clear(label);
  await user.type(label, 'Term');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(argsOf('recipes.save')).toHaveLength(1));
  const [saved] = argsOf('recipes.save') as { id: string; text: string }[];
  const kept = JSON.parse(saved?.text ?? '') as typeof form;
  expect(kept.parts.at(-1)?.fields.map(({ label: name }) => name)).toContain('Term');
  expect(kept.parts.at(-1)?.fields.map(({ label: name }) => name)).not.toContain('Expire');
});
