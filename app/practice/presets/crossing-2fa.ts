import { ANSWERS_6 } from './answers-6';
import { COMMON, SECOND_FACTOR } from './common';
import type { Preset } from './preset';

/** A version 6 whose upgrade crosses the line: before it Basic works, after it root admins need an OTP. */
export const crossing2fa: Preset = {
  ...COMMON,
  name: 'crossing-2fa',
  title: 'Virtual PBX, WMS 6.09, whose upgrade brings the second factor',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1', '6.10.20250721.3'] }],
  openPing: true,
  answers: ANSWERS_6,
  secondFactor: {
    ...SECOND_FACTOR,
    asked: 'together',
    refusal: { code: 403, reason: 'otp_required: enter the OTP of the root admin' },
  },
  ssh: {
    users: { root: 'Practice-Root-6', admin: 'Practice-Admin-6' },
    takes: ['keyboard-interactive'],
    print: (otp) =>
      `\nThe one-time password of the root admin:\n\n    ${otp.slice(0, 3)} ${otp.slice(3)}\n\n`,
  },
  doc: { as: 'page', file: 'wms.json' },
};
