import { posix, sep } from 'node:path';

/**
 * The rooms of the app and what each may import: `uses` other rooms or files, `knows` those of which it may import types
 * only, `packages` from outside by name ("node:" stands for all of Node, "*" for every package that is none of Node or
 * Electron). A room may always import from itself. Arrows go down only; a new one is a decision, made here.
 */
export const ROOMS = {
  // Papa Parse cuts text into cells and does nothing else with what we ask of it: as pure as the room.
  'app/domain': { packages: ['zod', 'papaparse'] },
  'app/contract': { uses: ['app/domain'], packages: ['zod'] },
  'app/procedure': { uses: ['app/domain'], packages: ['zod'] },
  // The adapters implement the ports of the procedure and so know their types.
  'app/journal': { uses: ['app/domain'], knows: ['app/procedure/ports'], packages: ['node:', 'zod'] },
  'app/keychain': { uses: ['app/domain'], knows: ['app/procedure/ports'], packages: ['node:', 'keytar'] },
  'app/report': {
    uses: ['app/domain'],
    knows: ['app/procedure/ports'],
    packages: ['node:', 'electron', '*'],
  },
  'app/ssh': { uses: ['app/domain'], knows: ['app/procedure/ports'], packages: ['node:', '*'] },
  'app/wms': { uses: ['app/domain'], knows: ['app/procedure/ports'], packages: ['node:', 'electron', '*'] },
  // A client and a server that share code share bugs.
  'app/practice': { packages: ['node:', '*'] },
  'app/shell': { uses: ['app'], packages: ['node:', 'electron', '*'] },
  'app/main': { uses: ['app'], packages: ['node:', 'electron', '*'] },
  'app/preload': { uses: ['app/contract/channels'], knows: ['app/contract'], packages: ['electron'] },
  renderer: { uses: ['app/domain', 'app/contract/client'], knows: ['app/contract'], packages: ['*'] },
  // A measurement runs what it measures, without a window where none is needed.
  'scripts/bench': { uses: ['app', 'e2e', 'scripts'], packages: ['node:', '*'] },
  scripts: { uses: ['e2e', 'app/practice'], knows: ['app/domain', 'app/contract'], packages: ['node:', '*'] },
  e2e: {
    uses: ['scripts', 'app/practice', 'app/domain'],
    knows: ['app', 'electron'],
    packages: ['node:', '*'],
  },
};

/** What a unit test may import besides: the tools, and the practice PBX and the contract's doubles as the other side. */
const TESTS = { uses: ['app/practice', 'app/contract', 'app/domain'], packages: ['node:', '*'] };

/**
 * Whether `file` may import `source`. Both kinds of paths are as in the source text: `file` from the repository's root,
 * `source` as written in the import. Gives undefined when it may, else the reason.
 */
export function whyNot(file, source, typeOnly) {
  const room = roomOf(file);
  if (!room) return undefined;
  const rights = /\.test\.tsx?$/.test(file) ? [ROOMS[room], TESTS] : [ROOMS[room]];
  if (!source.startsWith('.')) return whyNotPackage(room, source, typeOnly, rights);
  const target = posix.join(posix.dirname(file), source);
  const reachable = [
    room,
    ...rights.flatMap(({ uses = [], knows = [] }) => (typeOnly ? [...uses, ...knows] : uses)),
  ];
  if (reachable.some((path) => isIn(target, path))) return undefined;
  const known = !typeOnly && rights.some(({ knows = [] }) => knows.some((path) => isIn(target, path)));
  return known ? `${room} may import only types of ${target}` : `${room} may not import ${target}`;
}

function whyNotPackage(room, source, typeOnly, rights) {
  const packages = rights.flatMap((right) => [
    ...(right.packages ?? []),
    ...(typeOnly ? (right.knows ?? []) : []),
  ]);
  const own = source.startsWith('node:') ? 'node:' : packageName(source);
  const anyPackage = packages.includes('*') && own !== 'node:' && own !== 'electron';
  return anyPackage || packages.includes(own) ? undefined : `${room} may not import ${source}`;
}

function packageName(source) {
  return source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');
}

function roomOf(file) {
  return Object.keys(ROOMS).find((room) => isIn(file, room));
}

function isIn(path, room) {
  return path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`);
}

/** The eslint rule that holds the arrows. */
export const arrows = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { no: '{{reason}}. The arrows are in scripts/lint/arrows.mjs.' },
  },
  create(context) {
    const file = posix.relative(toPosix(context.cwd), toPosix(context.filename));
    const check = (node, typeOnly) => {
      if (typeof node.source?.value !== 'string') return;
      const reason = whyNot(file, node.source.value, typeOnly);
      if (reason) context.report({ node, messageId: 'no', data: { reason } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, false),
      TSImportType: (node) => check(node, true),
    };
  },
};

function toPosix(path) {
  return path.split(sep).join('/');
}
