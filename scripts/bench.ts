import { parseArgs } from 'node:util';
import { csv } from './bench/csv';
import { firstScreen } from './bench/first-screen';
import { licenceWrites } from './bench/licence-writes';
import type { Bench, Measured } from './bench/measured';
import { promptAnswer } from './bench/prompt-answer';
import { scriptOutput } from './bench/script-output';
import { table } from './bench/table';
import { tableActs } from './bench/table-acts';

/** Every measurement by name, each against a baseline of the same run, since machines differ; `table-acts` against what is felt. */
const benches: Record<string, Bench> = {
  'first-screen': firstScreen,
  csv,
  'licence-writes': licenceWrites,
  'script-output': scriptOutput,
  'prompt-answer': promptAnswer,
  table,
  'table-acts': tableActs,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } },
});

const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(
    `There is no measurement "${unknown.join('", "')}". There are: ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(2);
}

const names = positionals.length > 0 ? positionals : Object.keys(benches);
for (const name of names) {
  for (const measured of (await benches[name]?.(Number(values.runs))) ?? []) print(measured);
}

function print(measured: Measured): void {
  if (values.json) {
    console.log(JSON.stringify(measured));
    return;
  }
  const { name, value, baseline, unit, ratio, aim, met } = measured;
  const verdict = met ? 'met' : 'NOT met';
  console.log(
    `${name}: ${value} ${unit} against ${baseline} ${unit}, ratio ${ratio} (aim: at most ${aim}, ${verdict})`,
  );
}
