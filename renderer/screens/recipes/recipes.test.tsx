// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Failure } from '../../../app/domain/failure';
import { doubleOf } from '../../../app/contract/double';
import { setUpWindow } from '../../testing/show';

const show = setUpWindow(doubleOf);

const shipped = {
  id: 'activate',
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

test('restore brings the text back that came with the app', async () => {
  const { user } = show('#/recipes', {
    'recipes.list': () => [{ ...shipped, text: '{"mine": 1}', own: true }],
    'recipes.restore': () => [shipped],
  });
  const area = await screen.findByLabelText<HTMLTextAreaElement>('Recipe as JSON');
  await user.click(screen.getByRole('button', { name: 'Restore' }));
  await waitFor(() => expect(area.value).toBe('{"a": 1}'));
});
