import type { ErrorCode, Params, WizardError } from './error';

/** Codes where the same attempt may well succeed a moment later. */
const retryable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'refused',
  'timeout',
  'unreachable',
  'reset',
  'name-not-found',
  'http-status',
  'pbx-error',
  'unknown-answer',
  'html-instead-of-json',
  'sign-in-lost',
  'pbx-did-not-return',
  'upgrade-end-unseen',
  'clients-not-done',
  'read-back-differs',
  'types-failed',
  'disk-full',
  'file-failed',
  'journal-locked',
  'keychain-refused',
  'busy',
  'cancelled',
  'report-failed',
  'practice-failed',
  'internal',
]);

/** Carries a {@link WizardError} through code that throws; the boundaries (runner, bridge) turn it back into a value. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly error: WizardError;

  constructor(code: ErrorCode, params?: Params, details?: string) {
    super(details === undefined ? code : `${code}: ${details}`);
    this.error = {
      code,
      retry: retryable.has(code),
      ...(params === undefined ? {} : { params }),
      ...(details === undefined ? {} : { details }),
    };
  }
}

/** An error that was kept as a value, to be thrown once more. */
export function failureOf({ code, params, details }: WizardError): Failure {
  return new Failure(code, params, details);
}

/** Any thrown thing as an error value. What we do not know is `internal`, with its message kept for support. */
export function toWizardError(thrown: unknown): WizardError {
  if (thrown instanceof Failure) return thrown.error;
  if (thrown instanceof Error && thrown.name === 'AbortError') return { code: 'cancelled', retry: true };
  const code = (thrown as { code?: unknown } | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', retry: true };
  const details = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { code: 'internal', retry: true, details };
}

/** Nothing answers, or no longer: the cable, the PBX or the way between is gone. Says nothing about what the PBX did. */
export const connectionLost: readonly ErrorCode[] = [
  'refused',
  'timeout',
  'unreachable',
  'reset',
  'name-not-found',
  'tls-failed',
];
