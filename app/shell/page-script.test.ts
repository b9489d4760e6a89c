// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest';
import { pageHands } from './page-script';

beforeEach(() => {
  document.body.innerHTML = `
    <nav><ul><li role="menuitem"><a href="#x">WMS
      Settings</a></li></ul></nav>
    <button style="display: none">Activate</button>
    <button>Activate</button>
    <label for="mode">User Mode: *</label><input id="mode" value="old">
    <label for="type">License type</label>
    <select id="type"><option>Basic</option><option>Premium</option></select>
    <table><tr><th>Bought</th><td> 12 </td><td>3</td></tr></table>
    <p>This PBX is not activated.</p>
    <p role="alert">Wrong key.</p>`;
});

const press = (words: string, roles?: ['button']) =>
  pageHands.find({ kind: 'press', words: [words], ...(roles ? { roles } : {}) });

test('what can be pressed is found by role and name, blanks and case aside, and only what can be seen', () => {
  expect(press('wms settings')).toEqual({ found: 1, words: 'WMS Settings' });
  expect(press('Activate', ['button'])).toEqual({ found: 1, words: 'Activate' });
  expect(press('Settings').found).toBe(0);
  document.body.insertAdjacentHTML('beforeend', '<button>Activate</button>');
  expect(press('Activate').found).toBe('many');
});

test('a field is found by its label without the marks behind it, filled, and tells only yes or no', () => {
  const field = { kind: 'field', words: ['User Mode'] } as const;
  const heard: string[] = [];
  for (const type of ['input', 'change'])
    document.body.addEventListener(type, () => {
      heard.push(type);
    });
  expect(pageHands.find(field)).toEqual({ found: 1, words: 'User Mode: *' });
  expect(pageHands.perform(field, ['the key'])).toBe(true);
  expect(document.querySelector<HTMLInputElement>('#mode')?.value).toBe('the key');
  expect(heard).toEqual(['input', 'change']);
  expect([pageHands.holds(field, ['the key']), pageHands.holds(field, ['other'])]).toEqual([true, false]);
});

test('an option is chosen by its text; one that is not there is not', () => {
  const field = { kind: 'field', words: ['License type'] } as const;
  expect(pageHands.perform(field, ['Premium'])).toBe(true);
  expect(pageHands.holds(field, ['premium'])).toBe(true);
  expect(pageHands.perform(field, ['Gold'])).toBe(false);
});

test('a text counts as a whole only', () => {
  const found = (text: string) => pageHands.find({ kind: 'text', words: [text] }).found;
  expect([found('This PBX is not activated.'), found('activated')]).toEqual([1, 0]);
});

test('what is found twice is not touched', () => {
  document.body.insertAdjacentHTML('beforeend', '<label>User Mode <input></label>');
  expect(pageHands.perform({ kind: 'field', words: ['User Mode'] }, ['the key'])).toBe(false);
  expect(document.body.querySelector<HTMLInputElement>('#mode')?.value).toBe('old');
});

test('the outline is taken away again', () => {
  const thing = { kind: 'field', words: ['User Mode'] } as const;
  const field = document.querySelector<HTMLElement>('#mode');
  pageHands.light(thing);
  expect(field?.style.outline).toContain('solid');
  pageHands.light(null);
  expect(field?.style.outline).toBe('');
});

test('the numbers beside a label are read, and what the page says', () => {
  expect(pageHands.read({ kind: 'reading', words: ['Bought'] })).toBe('12 3');
  expect(pageHands.says()).toBe('Wrong key.');
});
