import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from '../setup/paths.mjs';
import { whyNot } from './arrows.mjs';

describe('the arrows between the rooms', () => {
  it.each([
    ['app/domain/job.ts', './version', false],
    ['app/contract/views.ts', '../domain/job', false],
    ['app/procedure/steps/prepare.ts', '../../domain/job', false],
    ['app/journal/file.ts', '../procedure/ports', true],
    ['app/shell/start.ts', '../wms/client', false],
    ['app/main.ts', './shell/start', false],
    ['renderer/app.tsx', '../app/domain/job', false],
    ['renderer/app.tsx', '../app/contract/client', false],
    ['renderer/app.tsx', '../app/contract/views', true],
    ['renderer/app.tsx', 'react', false],
    ['app/wms/client.test.ts', '../practice/world', false],
    ['e2e/job.spec.ts', '../scripts/setup/electron.mjs', false],
    ['app/journal/file.ts', 'node:fs', false],
  ])('%s may import %s', (file, source, typeOnly) => {
    expect(whyNot(file, source, typeOnly)).toBeUndefined();
  });

  it.each([
    ['app/domain/job.ts', '../procedure/ports', true],
    ['app/domain/job.ts', 'node:fs', false],
    ['app/contract/views.ts', '../procedure/runner', false],
    ['app/procedure/runner.ts', '../wms/client', false],
    ['app/procedure/steps/prepare.ts', '../../wms/client', false],
    ['app/procedure/runner.ts', 'electron', false],
    ['app/journal/file.ts', '../procedure/ports', false],
    ['app/journal/file.ts', '../procedure/runner', true],
    ['app/journal/file.ts', '../keychain/store', false],
    ['app/practice/world.ts', '../domain/job', false],
    ['app/wms/client.ts', '../practice/world', false],
    ['app/preload.ts', './shell/start', false],
    ['renderer/app.tsx', '../app/contract/views', false],
    ['renderer/app.tsx', '../app/wms/client', true],
    ['renderer/app.tsx', 'electron', false],
    ['renderer/app.tsx', 'node:path', false],
    ['e2e/job.spec.ts', '../app/wms/client', false],
  ])('%s may not import %s', (file, source, typeOnly) => {
    expect(whyNot(file, source, typeOnly)).toBeTypeOf('string');
  });

  it('hold in the lint of this repository: an import planted in a real file is found', async () => {
    const filePath = join(root, 'app/domain/job.ts');
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: join(root, 'scripts/eslint.config.mjs'),
      ruleFilter: ({ ruleId }) => ruleId === 'house/arrows',
      // This rule needs no types, and without them the test is quick.
      overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    });
    const found = async (planted) => {
      const text = `${planted}\n${readFileSync(filePath, 'utf8')}`;
      const [result] = await eslint.lintText(text, { filePath });
      return result.messages.map(({ ruleId, line }) => ({ ruleId, line }));
    };
    expect(await found('')).toEqual([]);
    for (const planted of [
      "import { x } from '../wms/client';",
      "export * from '../wms/client';",
      "const x = import('../wms/client');",
      "type X = import('../wms/client').X;",
    ])
      expect(await found(planted), planted).toEqual([{ ruleId: 'house/arrows', line: 1 }]);
  });
});
