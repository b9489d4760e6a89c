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

const list = (rows: string) => `
  <table>
    <thead><tr><th><input type="checkbox" aria-label="all"></th><th>Name</th><th>Ext.</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`;
const userRow = (name: string, extension: string, more = '') =>
  `<tr><td><input type="checkbox" ${more}></td><td><bdi>${name}</bdi></td><td>${extension}</td></tr>`;
const ticked = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLInputElement>('tbody input')]
    .filter(({ checked }) => checked)
    .map((box) => box.closest('tr')?.cells[1]?.textContent);
const rowsOf = (...rows: string[][]) =>
  ({ kind: 'rows', words: [], rows: rows.map((row) => row.map((word) => [word])) }) as const;

test('rows are ticked by all of their words, and every other tick of the list goes', () => {
  document.body.innerHTML =
    list(userRow('Ada', '101') + userRow('Ada', '102') + userRow('Zoë', '103', 'checked')) +
    '<label><input type="checkbox" checked> Of another list</label>';
  const heard: string[] = [];
  document.body.addEventListener('click', ({ target }) => {
    heard.push((target as HTMLElement).closest('tr')?.cells[2]?.textContent ?? '');
  });
  const wanted = rowsOf(['102', 'Ada'], ['999', 'Elsewhere']);
  expect(pageHands.find(wanted).found).toBe(1);
  expect(pageHands.holds(wanted, [])).toBe(false);
  expect(pageHands.perform(wanted, [])).toBe(true);
  expect(ticked()).toEqual(['Ada']);
  // The page hears of both, as of a person's clicks.
  expect(heard.sort()).toEqual(['102', '103']);
  expect(pageHands.holds(wanted, [])).toBe(true);
  expect(document.querySelector<HTMLInputElement>('label input')?.checked).toBe(true);
});

test('a row that is there twice, cannot be seen or has no box of its own is not ticked', () => {
  document.body.innerHTML = list(
    userRow('Ada', '101') +
      userRow('Ada', '102') +
      '<tr hidden><td><input type="checkbox"></td><td>Eve</td></tr>' +
      '<tr><td>Zoë</td></tr>',
  );
  expect(pageHands.find(rowsOf(['Ada'])).found).toBe('many');
  expect(pageHands.perform(rowsOf(['Ada']), [])).toBe(false);
  expect(pageHands.find(rowsOf(['Eve'])).found).toBe(0);
  expect(pageHands.find(rowsOf(['Zoë'])).found).toBe(0);
  expect(pageHands.find(rowsOf(['101', 'Zoë'])).found).toBe(0);
  expect(ticked()).toEqual([]);
});

test('a row that the page does not let be ticked is told', () => {
  document.body.innerHTML = list(userRow('Ada', '101', 'disabled'));
  expect(pageHands.perform(rowsOf(['Ada']), [])).toBe(false);
});

const table = { kind: 'table', words: [], columns: [['Bought', 'Gekauft'], ['Used']] } as const;

test('a table is read by its heads, whatever their order, with every row it has', () => {
  document.body.innerHTML = `
    <table><tr><th>Name</th><th>Used</th></tr><tr><td>other</td><td>9</td></tr></table>
    <table>
      <tr><th>Used</th><th>Type</th><th>Bought</th></tr>
      <tr><td>3</td><th>Basic</th><td> 12 </td></tr>
      <tr><td>1</td><th>xb-business</th><td>2</td></tr>
      <tr><td colspan="3">Sum</td></tr>
    </table>`;
  expect(pageHands.find(table).found).toBe(1);
  expect(pageHands.readTable(table).map(({ cells }) => cells)).toEqual([
    ['12', '3'],
    ['2', '1'],
  ]);
});

test('rows are called by their head, also where a number stands before it', () => {
  document.body.innerHTML = `
    <table>
      <tr><th>Used</th><th>Type</th><th>Bought</th></tr>
      <tr><td>3</td><th scope="row">Basic</th><td>12</td></tr>
    </table>`;
  expect(pageHands.readTable(table)).toEqual([{ row: 'Basic', cells: ['12', '3'] }]);
});

test('two tables with these heads are not read', () => {
  const one =
    '<table><tr><th>Type</th><th>Bought</th><th>Used</th></tr><tr><td>A</td><td>1</td><td>2</td></tr></table>';
  document.body.innerHTML = one + one;
  expect(pageHands.find(table).found).toBe('many');
  expect(pageHands.readTable(table)).toEqual([]);
});
