import type { AcceptedWarning, Said } from '../../../app/domain/job';

/** The text of a warning that was accepted: its name begins with the plan item's (see domain/accept.ts). */
export function warningText({ code, params }: AcceptedWarning): Said {
  return { code: `warn.${code.split(' ')[0] ?? ''}`, ...(params ? { params } : {}) };
}
