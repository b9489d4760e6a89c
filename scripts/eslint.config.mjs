import { fileURLToPath } from 'node:url';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { arrows } from './lint/arrows.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const TYPESCRIPT = ['**/*.ts', '**/*.tsx', '**/*.mts'];

/** Names that may come from `electron` in one place only. */
const raw = (name, place) => ({
  name: 'electron',
  importNames: [name],
  message: `Only ${place} speaks it; use the contract.`,
});
const IPC_MAIN = raw('ipcMain', 'app/shell/bridge');
const IPC_RENDERER = raw('ipcRenderer', 'app/preload.ts');

export default defineConfig(
  { ignores: ['dist/', 'out/', 'release/', '.cache/', '**/node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      // Numbers in texts and log lines are what they look like.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A schema and its type share a name.
      '@typescript-eslint/no-redeclare': 'off',
      // An async function satisfies a port also when this adapter of it has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // `onClick={() => save()}` and `() => void save()` read better than a block.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `while (true)` with a way out says that it is meant.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `row['Serial']` marks a key of foreign data, `row.serial` a field of ours.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Foreign data is kept in records, and a record loses keys.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Does not know noUncheckedIndexedAccess: `const [name = ''] = text.split(':')` is right.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', { paths: [IPC_MAIN, IPC_RENDERER] }],
    },
  },
  {
    files: ['app/shell/bridge.ts', 'app/shell/bridge/**'],
    rules: { 'no-restricted-imports': ['error', IPC_RENDERER] },
  },
  { files: ['app/preload.ts'], rules: { 'no-restricted-imports': ['error', IPC_MAIN] } },
  {
    files: TYPESCRIPT,
    plugins: { house: { rules: { arrows } } },
    rules: { 'house/arrows': 'error' },
  },
  { ...reactHooks.configs.flat['recommended-latest'], files: ['renderer/**/*.{ts,tsx}'] },
  {
    files: ['scripts/**/*.mjs', 'scripts/**/*.js'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-unused-vars': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-undef': 'error',
    },
    languageOptions: { globals: nodeGlobals() },
  },
);

/** What Node gives every module; enough of it for our scripts. */
function nodeGlobals() {
  const names =
    'process Buffer URL AbortSignal fetch performance console setTimeout clearTimeout setInterval require';
  return Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));
}
