import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerWord, asksForSecret, decide, endsWith, isQuestion, offeredIn, placeIn } from './script-prompt';
import type { Answered, Known } from './script-prompt';
import { emptyScriptRecipe, ScriptRecipe } from './script-recipe';

const all = {
  users: true,
  recordings: false,
  voicemail: true,
  faxes: false,
  'call-history': true,
  phonebooks: true,
  dialplan: true,
  sounds: false,
  configuration: true,
};

function known(more: Partial<Known> = {}, prompts: object[] = []): Known {
  const recipe = ScriptRecipe.parse({ ...emptyScriptRecipe, prompts });
  return { recipe, choices: all, secrets: ['cloud-password', 'admin-password'], answered: [], ...more };
}

const answered = (prompt: string, more: Partial<Answered> = {}): Answered => ({
  prompt,
  secret: null,
  place: null,
  ...more,
});

describe('the password of the cloud PBX', () => {
  test.each([
    'Password of the new cloud PBX: ',
    'Enter the password of the remote PBX:',
    'Please type the target system password:',
    'Passwort der neuen Anlage: ',
    'Kennwort der Cloud-PBX:',
    'Contraseña de la nueva centralita:',
    'Mot de passe du nouveau PBX :',
    'Password del nuovo centralino:',
    'Wachtwoord van de nieuwe centrale:',
    'CLOUD PASSWORD (will not be shown):',
  ])('is known by the words: %s', (prompt) => {
    expect(decide(prompt, known())).toEqual({
      act: 'answer',
      typed: { secret: 'cloud-password' },
      why: 'cloud-password',
      place: null,
    });
  });

  test.each([
    ['Password:', 'other-password'],
    ["root@cloud.example's password:", 'other-password'],
    ['[sudo] password for admin:', 'other-password'],
    ['Current password of the cloud PBX:', 'other-password'],
    ['Password of the old PBX:', 'other-password'],
    ['New password:', 'other-password'],
    ['New password for the cloud PBX:', 'other-password'],
    ['Repeat the password of the cloud PBX:', 'other-password'],
    ['Wrong. Password of the cloud PBX:', 'other-password'],
    ['Altes Passwort der Anlage:', 'other-password'],
    ['Send the cloud password by mail? [y/n]', 'other-password'],
    ['Copying voicemail passwords to the cloud PBX:', 'other-password'],
    ['Copying the password of every user to the cloud PBX:', 'other-password'],
    ['MySQL password on the target server:', 'other-password'],
    ['Checking the password of the cloud PBX:', 'other-password'],
    ['SIP passwords of the new PBX:', 'other-password'],
    ['One-time password of the cloud PBX:', 'one-time'],
    ['Cloud verification code:', 'one-time'],
    ['Password of the cloud PBX', 'unknown'],
    ['Password of the cloud PBX (root:', 'unknown'],
  ])('is not taken for what is asked by %s', (prompt, why) => {
    expect(decide(prompt, known())).toEqual({ act: 'person', why });
  });

  test('is not there', () => {
    expect(decide('Cloud password:', known({ secrets: [] }))).toEqual({ act: 'person', why: 'no-secret' });
  });

  test.each(['Cloud password:', 'cloud  PASSWORD: ', 'Please, the cloud password:'])(
    'is not sent a second time, asked by %s',
    (prompt) => {
      const before = answered('Cloud password:', { secret: 'cloud-password' });
      expect(decide(prompt, known({ answered: [before] }))).toEqual({ act: 'stop', why: 'secret-sent' });
    },
  );
});

describe('yes or no by kind of data', () => {
  test.each([
    ['Move users? [y/N] ', 'y'],
    ['Move the call recordings? [Y/n]', 'n'],
    ['Do you want to transfer voicemail (yes/no)?', 'yes'],
    ['Copy faxes?', 'no'],
    ['Sollen die Benutzer übertragen werden? (j/n)', 'j'],
    ['Sollen Benutzer übernommen werden (j/n)? ', 'j'],
    ['Aufzeichnungen mitnehmen? [J/N]', 'N'],
    ['¿Copiar el historial de llamadas? (s/n)', 's'],
    ['Transférer les annuaires ? (o/n)', 'o'],
    ['Trasferire la rubrica? (sì/no)', 'sì'],
    ['Gebruikers overzetten? (ja/nee)', 'ja'],
    ['Moeten de gebruikers worden meegenomen? (ja/nee)', 'ja'],
    ['Import CDR? (y/n/a)', 'y'],
    ['Recordings [y/n]: ', 'n'],
    ['Move users and configuration? [y/n]', 'y'],
  ])('%s is answered by %s', (prompt, text) => {
    expect(decide(prompt, known())).toMatchObject({ act: 'answer', typed: { text }, why: 'kind-of-data' });
  });

  test.each([
    ['Delete the recordings after they were moved? [y/n]', 'unknown'],
    ['Skip users? [y/n]', 'unknown'],
    ['Move users without voicemail? [y/n]', 'unknown'],
    ['Restore users from the cloud copy? [y/n]', 'unknown'],
    ['Users will be moved. Continue? [y/N]', 'unknown'],
    ['Is this important configuration right? [y/n]', 'unknown'],
    ['Continue? [y/N]', 'unknown'],
    ['Are you sure (yes/no)?', 'unknown'],
    ['Move trunks? [y/n]', 'unknown'],
    ['Users to move:', 'unknown'],
    ['Move users', 'unknown'],
    ['Move users and recordings? [y/n]', 'not-chosen'],
    ['Move users? [1/2]', 'unknown'],
    ['Move users? [all/some]', 'no-word'],
  ])('%s is for the person', (prompt, why) => {
    expect(decide(prompt, known())).toEqual({ act: 'person', why });
  });

  test('of a kind that the installer has not chosen for is for the person', () => {
    expect(decide('Move users? [y/n]', known({ choices: {} }))).toEqual({ act: 'person', why: 'not-chosen' });
    const foreign = [{ words: ['Move it?'], answer: { kind: 'constructor' } }];
    expect(decide('Move it?', known({}, foreign))).toEqual({ act: 'person', why: 'not-chosen' });
  });
});

describe('a recipe', () => {
  const prompts = [
    { words: ['Secret phrase', 'Geheimwort'], answer: { secret: 'admin-password' } },
    { words: ['Press Enter'], answer: { text: '' }, times: 2 },
    { words: ['Cloud password:'], answer: { ask: true } },
    { words: ['Pictures'], answer: { kind: 'pictures' } },
  ];

  test('answers by its words, and goes before the rules', () => {
    const by = (prompt: string): unknown => decide(prompt, known({ choices: { pictures: true } }, prompts));
    expect(by('Secret  phrase: ')).toMatchObject({ typed: { secret: 'admin-password' }, place: 0 });
    expect(by('Ihr GEHEIMWORT?')).toMatchObject({ typed: { secret: 'admin-password' }, why: 'recipe' });
    expect(by('press enter')).toMatchObject({ typed: { text: '' }, place: 1 });
    expect(by('Cloud password:')).toEqual({ act: 'person', why: 'recipe-asks' });
    expect(by('Take the pictures [s/n]')).toMatchObject({ typed: { text: 's' } });
    expect(by('Take the pictures')).toMatchObject({ typed: { text: 'yes' } });
  });

  test('says how often a prompt may come', () => {
    const before = [answered('Press Enter', { place: 1 })];
    expect(decide('Press Enter', known({ answered: before }, prompts))).toMatchObject({ act: 'answer' });
    const twice = [...before, ...before];
    expect(decide('Press Enter', known({ answered: twice }, prompts))).toEqual({
      act: 'stop',
      why: 'asked-again',
    });
  });

  test('never has a secret sent twice to one question, whatever it says', () => {
    const often = [
      { words: ['word (try 1):', 'word (try 2):'], answer: { secret: 'admin-password' }, times: 9 },
    ];
    const before = [answered('Word (try 1):', { secret: 'admin-password', place: 0 })];
    expect(decide('Word (try 2):', known({ answered: before }, often))).toEqual({
      act: 'stop',
      why: 'secret-sent',
    });
  });
});

test('a question that comes again stops, whoever answered it', () => {
  const before = [answered('Continue (3 left)? [y/N]')];
  expect(decide('continue (2 left)?  [y/N] ', known({ answered: before }))).toEqual({
    act: 'stop',
    why: 'asked-again',
  });
});

test('words end a prompt as whole words only', () => {
  expect(endsWith('the sea password', 'password')).toBe(true);
  expect(endsWith('nopassword', 'password')).toBe(false);
  expect(endsWith('password of what', 'password')).toBe(false);
  expect(endsWith('Really? [y/n]: ', 'really')).toBe(true);
  expect(endsWith('a: b', 'a:')).toBe(false);
});

test('words that end in a sign end a prompt that offers an answer behind them', () => {
  const offers = ['(s/n)', '[y/N]', '[y/N]: ', ' ( ja | nein ) >'];
  for (const one of offers) {
    expect(endsWith(`Vuoi continuare? ${one}`, 'continuare?')).toBe(true);
    expect(endsWith(`Recordings: ${one}`, 'Recordings:')).toBe(true);
    expect(endsWith(`Recordings ${one}`, 'Recordings')).toBe(true);
  }
  const { prompts } = ScriptRecipe.parse({
    ...emptyScriptRecipe,
    prompts: [{ words: ['Continue?'], answer: { text: 'y' } }],
  });
  expect(placeIn({ ...emptyScriptRecipe, prompts }, 'Continue? [y/N] ')).toBe(0);
});

test.each([
  // Another sign, or none, where the words have one.
  ['Continue [y/N]', 'Continue?'],
  ['Continue: [y/N]', 'Continue?'],
  ['Continue? [y/N]', 'Continue:'],
  // The sign comes behind what is offered.
  ['Continue (s/n)?', 'Continue?'],
  // Other words between them, and a part of a word.
  ['Continue? Recordings [y/N]', 'Continue?'],
  ['Discontinue? [y/N]', 'Continue?'],
  // What stands in brackets is no choice.
  ['Continue? [default]', 'Continue?'],
  ['Continue? (1/3)', 'Continue?'],
  ['Continue? [y/N] done', 'Continue?'],
  ['[y/N]', '?'],
])('%s does not end in %s', (prompt, words) => {
  expect(endsWith(prompt, words)).toBe(false);
});

test('words to choose from stand in brackets at the end', () => {
  expect(offeredIn('Go (yes / no) ?')).toEqual(['yes', 'no']);
  expect(offeredIn('(yes/no) is the question')).toBeNull();
  expect(answerWord('x (ne/da)', true, emptyScriptRecipe)).toBeNull();
  expect(answerWord('x', false, { yes: 'ja', no: 'nein' })).toBe('nein');
});

test('a question has letters and ends as one', () => {
  expect(['Name:', 'Go?', 'Go [y/n]', ': ', '50%', 'Name', '(root:'].map(isQuestion)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('what must not be seen is told by the words', () => {
  expect(['Mot de passe :', 'PIN:', 'OTP:', 'Name:', 'Pinboard:'].map(asksForSecret)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('no noise is ever answered', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'[ ] ( ) / : ? y n % # ='.split(' '), ' ', '\t'), maxLength: 60 }),
  );
  fc.assert(
    fc.property(noise, (text) => decide(text, known()).act === 'person'),
    { numRuns: 2_000 },
  );
});
