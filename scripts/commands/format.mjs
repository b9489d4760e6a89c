import { inModules } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';

/** prettier over the whole repository, or over the paths given. It writes; with --check it only looks. */
export default function format(args) {
  const paths = args.some((argument) => !argument.startsWith('-')) ? [] : ['.'];
  const write = args.includes('--check') ? [] : ['--write'];
  return runNode(inModules('prettier/bin/prettier.cjs'), [
    '--log-level',
    'warn',
    ...write,
    ...args,
    ...paths,
  ]);
}
