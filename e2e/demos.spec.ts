import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { startableKinds, type StartableKind } from '../app/domain/job-kinds';
import { playDemo } from '../scripts/demo-play';

test.describe.configure({ mode: 'parallel' });

/** The demo of every job kind, as `npm run demo` plays it: to the end, judged by what the practice PBX holds then. */

/** Where the demo's own practice PBX has thousands of users: with a hundred all is the same, and done in a minute. */
const smaller: Partial<Record<StartableKind, string>> = { 'review-licences': 'company-100' };

for (const job of startableKinds) {
  test(`${job} ends done, by what the PBX says`, async ({}, info) => {
    const out = info.outputPath('demo');
    const outcome = await playDemo({ job, out, preset: smaller[job] });
    expect(outcome.why).toBeNull();
    expect(outcome.steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
    for (const file of ['report.pdf', 'report.json']) expect(existsSync(join(out, file)), file).toBe(true);
  });
}
