import 'i18next';
import type common from './en/common.json';
import type errors from './en/errors.json';
import type evidence from './en/evidence.json';
import type field from './en/field.json';
import type home from './en/home.json';
import type job from './en/job.json';
import type office from './en/office.json';
import type recipes from './en/recipes.json';
import type report from './en/report.json';
import type steps from './en/steps.json';
import type tour from './en/tour.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      errors: typeof errors;
      evidence: typeof evidence;
      field: typeof field;
      home: typeof home;
      job: typeof job;
      office: typeof office;
      recipes: typeof recipes;
      report: typeof report;
      steps: typeof steps;
      tour: typeof tour;
    };
  }
}
