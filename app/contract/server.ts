import { toWizardError } from '../domain/failure';
import type { Result } from '../domain/error';
import { calls, type Answer, type Arg, type CallName } from './contract';

/** One function a call. Throw a Failure to answer with an error. */
export type Handlers = { [N in CallName]: (arg: Arg<N>) => Promise<Answer<N>> | Answer<N> };

export function isCall(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

/** Checks the argument, runs the handler, checks its answer; whatever happens comes back as a value. */
export async function serve(handlers: Handlers, name: unknown, arg: unknown): Promise<Result<unknown>> {
  if (!isCall(name)) return refuse(`no such call: ${String(name).slice(0, 60)}`);
  const checked = calls[name].arg.safeParse(arg);
  if (!checked.success) return refuse(`${name}: ${describe(checked.error.issues)}`);
  try {
    const handler = handlers[name] as (arg: unknown) => unknown;
    const answer = calls[name].answer.safeParse(await handler(checked.data));
    if (answer.success) return { ok: true, value: answer.data };
    return {
      ok: false,
      error: {
        code: 'internal',
        retry: false,
        details: `${name} answered: ${describe(answer.error.issues)}`,
      },
    };
  } catch (thrown) {
    return { ok: false, error: toWizardError(thrown) };
  }
}

function refuse(details: string): Result<never> {
  return { ok: false, error: { code: 'bad-request', retry: false, details } };
}

/** Paths and reasons only: the values may hold a secret. */
function describe(issues: readonly { path: PropertyKey[]; code?: string | undefined }[]): string {
  return issues
    .map((issue) => `${issue.path.map(String).join('.') || 'argument'} ${issue.code ?? 'invalid'}`)
    .join('; ');
}
