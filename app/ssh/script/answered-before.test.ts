import { expect, test } from 'vitest';
import { emptyScriptRecipe, ScriptRecipe } from '../../domain/script-recipe';
import { answeredBefore } from './answered-before';

const recipe = ScriptRecipe.parse({
  ...emptyScriptRecipe,
  prompts: [{ words: ['Key of the far side'], answer: { secret: 'cloud-password' }, times: 1 }],
});
const seen = (shown: string): ReturnType<typeof answeredBefore> =>
  answeredBefore(shown, { recipe, secrets: ['cloud-password'] });
const sent = { secret: 'cloud-password' };

test('a prompt that still waits was not answered', () => {
  expect(seen('Hello\r\nCloud password: ')).toEqual({ answered: [], stopped: null });
});

test('one that is not the last line was, whoever knew it', () => {
  const { answered, stopped } = seen('Cloud password: \r\nMove users? [y/n] y\r\nKey of the far side:\nok\n');
  expect(answered).toMatchObject([
    { prompt: 'Cloud password:', place: null, ...sent },
    { prompt: 'Key of the far side:', place: 0, ...sent },
  ]);
  expect(stopped).toBeNull();
});

test('one that came twice had stopped the automation', () => {
  expect(seen('Cloud password: \nWrong.\nCloud password: \nMove users? [y/n] ').stopped).toBe('secret-sent');
});

test('a secret that the job has not was not sent by it', () => {
  expect(answeredBefore('Cloud password: \nok\n', { recipe, secrets: [] }).answered).toEqual([]);
});
