import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { newDataFolder, openApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

/** What became of a job's journal while the app was not looking, as the window tells it. */

let practice: Practice;
test.beforeAll(async () => {
  practice = await Practice.start('virtual-6');
});
test.afterAll(() => practice.stop());

/** A job at the admin password, left and closed; gives its data folder and journal file. */
async function leftJob(): Promise<{ data: string; journal: string; job: string }> {
  const data = newDataFolder();
  const running = await openApp(data);
  const direct = new Direct(running.window);
  await direct.signedIn(practice);
  await running.close();
  const [folder = ''] = readdirSync(join(data, 'jobs'));
  return { data, journal: join(data, 'jobs', folder, 'journal.jsonl'), job: direct.job };
}

test('cut in the middle of its last line: it goes on, with a notice', async () => {
  const { data, journal } = await leftJob();
  const lines = readFileSync(journal, 'utf8');
  writeFileSync(journal, lines.slice(0, -40));
  const running = await openApp(data);
  const installer = new Installer(running.window);
  await installer.openJob('Customer');
  await expect(running.window.getByText('half-written last line', { exact: false })).toBeVisible();
  await installer.click(installer.step('sign-in'));
  await installer.at('sign-in');
  if (!(await installer.stateOf('sign-in')).includes('done')) await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  await running.close();
});

test('edited by hand: it is shown and opens for reading only', async () => {
  const { data, journal } = await leftJob();
  writeFileSync(journal, readFileSync(journal, 'utf8').replace('"Customer"', '"Somebody"'));
  const running = await openApp(data);
  const installer = new Installer(running.window);
  await expect(running.window.getByText('Can be looked at only')).toBeVisible();
  await running.window.getByRole('link').filter({ hasText: 'Can be looked at only' }).click();
  await expect(running.window.getByText('This job can be looked at, not changed')).toBeVisible();
  const before = readFileSync(journal, 'utf8');
  const refused = await new Direct(running.window)
    .withJob((await jobs(data))[0] ?? '')
    .call('steps.input', {
      job: (await jobs(data))[0] ?? '',
      step: 'prepare',
      field: 'customer',
      value: 'Else',
    })
    .then(
      () => 'taken',
      (error: unknown) => String(error),
    );
  expect(refused).toContain('journal-broken');
  expect(readFileSync(journal, 'utf8')).toBe(before);
  expect(installer.actions).toBe(0);
  await running.close();
});

test('continued by a line that is not its own: everything before it still counts', async () => {
  const { data, journal, job } = await leftJob();
  appendFileSync(journal, '{"v":1,"seq":99999,"event":{}}\n');
  const running = await openApp(data);
  const view = await new Direct(running.window).withJob(job).view();
  expect(view.readOnly?.code).toBe('read-only.journal-broken');
  expect(view.state.steps.find(({ id }) => id === 'sign-in')?.state).toBe('done');
  await running.close();
});

test('held by another process: it opens for reading, and for writing when that one ends', async () => {
  const data = newDataFolder();
  const first = await openApp(data);
  const direct = new Direct(first.window);
  await direct.signedIn(practice);
  // Another data folder is another instance of the app; the job's folder is the same one.
  const other = newDataFolder();
  await first.app.evaluate(
    ({ app }, [data, other]) => {
      const fs = process.getBuiltinModule('node:fs');
      fs.symlinkSync(`${data}/jobs`, `${other}/jobs`);
      return app.getName();
    },
    [data, other] as const,
  );
  const second = await openApp(other);
  expect((await new Direct(second.window).withJob(direct.job).view()).readOnly?.code).toBe(
    'read-only.journal-locked',
  );
  await first.close();
  await second.window.reload();
  const again = new Direct(second.window).withJob(direct.job);
  await again.call('jobs.leave', { job: direct.job });
  expect((await again.view()).readOnly).toBeNull();
  await second.close();
});

async function jobs(data: string): Promise<string[]> {
  return readdirSync(join(data, 'jobs'));
}
