import { form, type Ask } from '../http/ask';

/** What the vendor's client can sign: scalars, and maps or lists of such. */
type Tree = Record<string, unknown>;

/** Methods whose body is never signed. */
const WITHOUT_BODY = ['GET', 'DELETE'];

/**
 * The request in the form that is signed: method, path, then the signed headers, the query and the body, each canonical.
 * `undefined` when a header that was signed did not come, or the body cannot be read.
 */
export function canonicalRequest(ask: Ask, signedHeaders: readonly string[]): string | undefined {
  const headers = new Map(signedHeaders.map((name) => [name, headerOf(ask, name)]));
  const body = WITHOUT_BODY.includes(ask.method) ? {} : sentBody(ask);
  if (body === undefined || [...headers.values()].includes(undefined)) return undefined;
  return ask.method + ask.path + canon(Object.fromEntries(headers)) + canon(nested(ask.query)) + canon(body);
}

/** The host is signed without its port. */
function headerOf(ask: Ask, name: string): string | undefined {
  const value = ask.headers[name];
  const text = Array.isArray(value) ? value.join(', ') : value;
  return name === 'host' ? text?.replace(/:\d+$/, '') : text;
}

function sentBody(ask: Ask): Tree | undefined {
  if (ask.body.trim() === '') return {};
  if (!(ask.headers['content-type'] ?? '').startsWith('application/json')) return nested(form(ask));
  try {
    const value: unknown = JSON.parse(ask.body);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** `key:value;` for each key, in small letters and sorted; what is nested in the same way. */
function canon(tree: Tree): string {
  const lower = new Map(Object.entries(tree).map(([key, value]) => [key.toLowerCase(), value]));
  return [...lower]
    .sort(([a], [b]) => byKey(a, b))
    .map(([key, value]) => `${key}:${canonValue(value)};`)
    .join('');
}

function canonValue(value: unknown): string {
  if (typeof value === 'object' && value !== null) return canon({ ...value });
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Places in a list by their number, names by their bytes. */
function byKey(a: string, b: string): number {
  const numbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  return numbers ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Fields as PHP reads them: `a[b][]=c` is a list in a map. */
function nested(fields: URLSearchParams): Tree {
  const tree = emptyTree();
  for (const [key, value] of fields) {
    const parts = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(key);
    const inner = [...(parts?.[2] ?? '').matchAll(/\[([^\]]*)\]/g)].map(([, name = '']) => name);
    place(tree, [parts?.[1] ?? key, ...inner], value);
  }
  return tree;
}

function place(tree: Tree, [name = '', ...inner]: string[], value: string): void {
  const key = name === '' ? String(Object.keys(tree).length) : name;
  if (inner.length === 0) {
    tree[key] = value;
    return;
  }
  const kept = tree[key];
  const below: Tree = typeof kept === 'object' && kept !== null ? (kept as Tree) : emptyTree();
  tree[key] = below;
  place(below, inner, value);
}

/** Without a prototype, so that no key of a request has a meaning of its own. */
function emptyTree(): Tree {
  return Object.create(null) as Tree;
}
