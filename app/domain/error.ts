import { z } from 'zod';

/**
 * Every way something can go wrong, by name. The texts a person reads (what happened, what it means here, what to
 * try first) stand in one file: renderer/strings/en/errors.json, one entry for each code here.
 */
export const errorCodes = [
  // reaching the PBX
  'address-invalid',
  'name-not-found',
  'refused',
  'timeout',
  'unreachable',
  'reset',
  'plain-http',
  'tls-failed',
  'certificate-changed',
  'certificate-not-accepted',
  // what answers there
  'not-a-pbx',
  'html-instead-of-json',
  'unknown-answer',
  'pbx-error',
  'http-status',
  'route-missing',
  'other-pbx',
  'maybe-other-pbx',
  // sign-in
  'wrong-password',
  // the same, where the step at hand has the field for it
  'wrong-password-here',
  'sign-in-lost',
  'second-factor-needed',
  'blocked',
  'no-sign-in-way',
  'token-refused',
  'page-not-signed-in',
  'old-password-still-works',
  'password-not-changed',
  'password-refused',
  // the PBX over SSH
  'host-key-unknown',
  'host-key-changed',
  'ssh-refused',
  'ssh-asks',
  'ssh-too-old',
  'ssh-failed',
  'ssh-key-file',
  'su-refused',
  'command-failed',
  'otp-not-recognised',
  // a move to the cloud
  'engine-not-moved',
  'cloud-is-old',
  'door-closed',
  'door-blocked',
  'script-there-already',
  'cloud-refuses',
  'script-not-started',
  'script-failed',
  'script-end-unseen',
  // a swap
  'new-is-old',
  'old-is-another',
  'old-still-answers',
  'report-file-invalid',
  'report-file-practice',
  'report-file-customer',
  // upgrade
  'upgrade-failed',
  'upgrade-end-unseen',
  'version-unchanged',
  'repository-not-changed',
  'pbx-did-not-return',
  // a WMS network
  'member-is-server',
  'member-twice',
  'clients-not-done',
  // activation and licences
  'not-activated',
  'serial-mismatch',
  'licences-not-read',
  'licence-types-not-known',
  'user-gone',
  'other-field-changed',
  'other-user-changed',
  'read-back-differs',
  'types-failed',
  'nothing-to-undo',
  'rule-invalid',
  'acknowledge-differs',
  'more-than-bought',
  // the PBX's own page
  'page-not-shown',
  'recipe-stuck',
  'recipe-invalid',
  // what was typed
  'input-missing',
  'name-invalid',
  'value-invalid',
  'ssh-place-invalid',
  'key-looks-wrong',
  'serial-looks-wrong',
  'password-too-weak',
  // secrets, journal, files
  'secret-missing',
  'keychain-refused',
  'disk-full',
  'file-failed',
  'journal-locked',
  'journal-broken',
  'journal-newer',
  'job-not-found',
  'job-closed',
  // files that are handed over
  'handover-foreign',
  'handover-newer',
  'handover-damaged',
  'handover-too-large',
  'handover-kind-unknown',
  'handover-types-unread',
  // the app itself
  'cancelled',
  'busy',
  'not-now',
  'portal-half-done',
  'report-failed',
  'practice-failed',
  'bad-request',
  'forbidden',
  'internal',
] as const;

export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** Values put into a text. Never a secret: texts travel to journal, report and log. */
export const Params = z.record(z.string(), z.union([z.string(), z.number()]));
export type Params = z.infer<typeof Params>;

/** An error is a value: what happened, may it be tried again, and details for support (already redacted). */
export const WizardError = z.object({
  code: ErrorCode,
  params: Params.optional(),
  /** Trying the same thing again can help (the network was away), as opposed to something a person must change. */
  retry: z.boolean(),
  details: z.string().optional(),
});
export type WizardError = z.infer<typeof WizardError>;

export type Result<T> = { ok: true; value: T } | { ok: false; error: WizardError };
