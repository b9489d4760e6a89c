import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demos } from './demo-jobs';
import { playDemo } from './demo-play';

/** Plays one demo, and exits with 0 only when it ended done. See demo-play.ts. */

const { values } = parseArgs({
  options: {
    job: { type: 'string', default: 'activate-virtual' },
    preset: { type: 'string' },
    out: { type: 'string', default: 'out/demo' },
    speed: { type: 'string', default: '60' },
  },
});

const kinds = Object.keys(demos) as (keyof typeof demos)[];
const job = kinds.find((kind) => kind === values.job);
if (!job) {
  console.error(`There is no demo of the job "${values.job}". There are: ${kinds.join(', ')}.`);
  process.exit(2);
}

const out = resolve(values.out);
const outcome = await playDemo({ job, preset: values.preset, out, speed: Number(values.speed) });
writeFileSync(join(out, 'demo.json'), `${JSON.stringify(outcome, null, 2)}\n`);
console.log(
  outcome.ok
    ? `Done: ${String(outcome.actions)} actions. See ${values.out}.`
    : `Not done: ${outcome.why ?? ''}`,
);
process.exit(outcome.ok ? 0 : 1);
