import { ANSWERS_6 } from './answers-6';
import { bigCompany, boughtFor } from './big-company';
import { COMMON, LICENCE_TYPES_X_BEES } from './common';
import type { Preset } from './preset';

/** A company of 100 users, otherwise like the large ones: what they are measured against. */
export const company100: Preset = {
  ...COMMON,
  ...bigCompany(100),
  name: 'company-100',
  title: 'Running PBX with 100 users, wrong licence types among them',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1'] }],
  licenceTypes: LICENCE_TYPES_X_BEES,
  running: { company: 'Example Group', name: 'example-group', period: 'yearly', bought: boughtFor(100) },
  answerMs: 25,
  answers: ANSWERS_6,
};
