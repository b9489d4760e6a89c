import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type TestInfo } from 'playwright/test';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

/** The table of users and licence types, by keyboard and by files, up to what the PBX is told. */

let running: RunningApp;
let practice: Practice;
let installer: Installer;
let direct: Direct;

test.beforeEach(async () => {
  practice = await Practice.start('over-entitlement');
  running = await openApp();
  installer = new Installer(running.window);
  direct = new Direct(running.window);
  await direct.atLicences(practice);
  await direct.show('licences');
  await installer.at('licences');
  await expect(rows().first()).toBeVisible();
});

test.afterEach(async () => {
  await running.close();
  await practice.stop();
});

const rows = (): Locator => running.window.locator('[data-testid^="licence-row-"]');
const table = () => direct.call('licences.table', { job: direct.job });

async function keep(info: TestInfo, name: string): Promise<void> {
  const path = info.outputPath(`${name}.png`);
  await running.window.screenshot({ path });
  await info.attach(name, { path, contentType: 'image/png' });
}

/** Nothing of the screen lies over another part of it or beyond the window. */
async function expectNoOverlap(width: number, height: number): Promise<void> {
  await running.app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const,
  );
  // The window takes its new size in its own time.
  await expect(async () => {
    const boxes = await running.window.evaluate(() => {
      const box = (selector: string) =>
        document.querySelector(selector)?.getBoundingClientRect().toJSON() as DOMRect;
      const beyond = [...document.querySelectorAll('.licences button, .licences select')].filter(
        (element) => {
          const { left, right } = element.getBoundingClientRect();
          return !element.closest('.user-scroll') && (left < 0 || right > window.innerWidth);
        },
      ).length;
      return { main: box('.licences-main'), side: box('.licences-side'), beyond };
    });
    expect(boxes.beyond).toBe(0);
    const beside = boxes.main.right <= boxes.side.left;
    expect(beside || boxes.main.bottom <= boxes.side.top, JSON.stringify(boxes)).toBe(true);
  }).toPass();
}

test('by keyboard: a range is set, undone, done again, looked through and written', async ({}, info) => {
  const { window } = running;
  await expectNoOverlap(1100, 760);
  await keep(info, 'licences-1100');
  await expectNoOverlap(1440, 900);
  await installer.select('Role', 'user');
  await rows().first().getByRole('checkbox').focus();
  for (const key of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await window.keyboard.press(key);
  await expect(window.getByText('3 selected')).toBeVisible();
  await installer.select('Set selected to', 'Basic');
  await installer.click(installer.button('Set', window.locator('.bulk')).first());
  await expect(installer.button('Show 3 changes')).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect(installer.button('No changes')).toBeDisabled();
  await window.keyboard.press('Control+y');
  await expect.poll(async () => Object.keys((await table()).choices).length).toBe(3);
  await keep(info, 'licences-1440');

  await window.keyboard.press('Alt+d');
  const changes = window.getByRole('table', { name: 'the changes' });
  await expect(changes.getByText('By hand.')).toHaveCount(3);
  await keep(info, 'difference');
  await window.keyboard.press('Escape');
  await expect(changes).toBeHidden();

  await rows().first().getByRole('checkbox').focus();
  await window.keyboard.press('End');
  const last = (await table()).rows.filter(({ role }) => role === 'user').length + 1;
  await expect(window.locator('tr:focus-within')).toHaveAttribute('aria-rowindex', String(last));

  await installer.click(installer.button('Filter by Role'));
  await expect(window.getByRole('group', { name: 'Filter by Role' })).toBeVisible();
  await keep(info, 'filter-menu');
  await window.keyboard.press('Escape');

  const chosen = Object.keys((await table()).choices).sort();
  await installer.select('Role', 'All');
  const accept = installer.button('Accept with this reason');
  if (await accept.isVisible()) await installer.acceptWarning('More licences are ordered already.');
  await installer.press('licences', 90_000);
  await installer.untilEnded('licences');
  expect(Object.keys((await practice.state()).counters.licencePutsByUser).sort()).toEqual(chosen);
});

test('types come from a file with a bad line, and go to files', async ({}, info) => {
  const { window } = running;
  const [one, two] = (await table()).rows.filter(({ role }) => role === 'user');
  const lines = [
    'Extension;License type',
    `${one?.extension ?? ''};Basic`,
    '99999;Basic',
    `${two?.extension ?? ''};Essential`,
  ];
  await window.getByLabel('Read types from a file').setInputFiles({
    name: 'types.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  });
  await expect(window.getByText(/no user of this PBX has the extension 99999/)).toBeVisible();
  await keep(info, 'file');
  expect((await table()).choices).toEqual({});
  await installer.click(installer.button('Take 2 types'));
  await expect
    .poll(async () => (await table()).choices)
    .toEqual({
      [one?.id ?? '']: { type: 'basic', why: { by: 'file', line: 2 } },
      [two?.id ?? '']: { type: 'essential', why: { by: 'file', line: 4 } },
    });

  await installer.select('Separator of the CSV file', 'with ,');
  await installer.click(installer.button('Save as CSV'));
  const saved = window.locator('.saved code');
  await expect(saved).toContainText('types');
  const text = readFileSync((await saved.textContent()) ?? '', 'utf8');
  expect(text.split('\n')[0]).toContain('ID,Extension,Name');
  expect(text).toMatch(new RegExp(`${one?.extension ?? ''}.*,Premium,Basic`));

  await installer.click(installer.button("File for WMS's own import"));
  await expect(saved).toContainText('wms-import');
  await expect(window.getByText('remove existing contacts not received')).toBeVisible();
  await window.locator('.saved').scrollIntoViewIfNeeded();
  await keep(info, 'files');

  await installer.click(window.getByText('Your own rules'));
  await installer.click(installer.button('Add a rule'));
  await installer.type('Extensions', '101');
  await installer.click(installer.button('Save the rule'));
  await expect(installer.button(/^Choose Basic for Ada Example: told/)).toBeVisible();
  await installer.button('Edit rule 1').scrollIntoViewIfNeeded();
  await keep(info, 'rules');
  expect((await table()).rules).toMatchObject([{ extensions: '101', type: 'basic' }]);
});
