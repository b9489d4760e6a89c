import { inModules } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';

/** eslint over the whole repository, or over the paths given. */
export default function lint(args) {
  const paths = args.some((argument) => !argument.startsWith('-')) ? [] : ['.'];
  const options = ['--config', 'scripts/eslint.config.mjs', '--max-warnings', '0'];
  return runNode(inModules('eslint/bin/eslint.js'), [...options, ...args, ...paths]);
}
