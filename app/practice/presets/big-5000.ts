import { ANSWERS_6 } from './answers-6';
import { bigCompany, boughtFor } from './big-company';
import { COMMON, LICENCE_TYPES_X_BEES } from './common';
import type { Preset } from './preset';

/** A company of 5,000 users, running and never gone through; every answer takes 25 ms. */
export const big5000: Preset = {
  ...COMMON,
  ...bigCompany(5000),
  name: 'big-5000',
  title: 'Running PBX with 5,000 users, wrong licence types among them',
  version: '6.09.20250117.1',
  repository: 'rel60',
  repositories: [{ name: 'rel60', versions: ['6.09.20250117.1'] }],
  licenceTypes: LICENCE_TYPES_X_BEES,
  running: { company: 'Example Group', name: 'example-group', period: 'yearly', bought: boughtFor(5000) },
  answerMs: 25,
  answers: ANSWERS_6,
};
