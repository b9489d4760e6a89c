import type { Ask } from './ask';

/** A method and a path; parts that begin with a colon are given to the handler by name. */
export interface Route<Handler> {
  method: string;
  path: string;
  handler: Handler;
}

/** A route that fits and the named parts of its path. */
export interface Match<Handler> {
  handler: Handler;
  named: Record<string, string>;
}

/** The first route that fits. Letter case and a trailing slash do not matter, as on the PBX. */
export function match<Handler>(routes: readonly Route<Handler>[], ask: Ask): Match<Handler> | undefined {
  for (const { method, path, handler } of routes) {
    const named = method === ask.method ? fit(path.split('/').filter(Boolean), ask.parts) : undefined;
    if (named) return { handler, named };
  }
  return undefined;
}

function fit(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const named: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith(':')) named[expected.slice(1)] = part;
    else if (expected.toLowerCase() !== part.toLowerCase()) return undefined;
  }
  return named;
}
