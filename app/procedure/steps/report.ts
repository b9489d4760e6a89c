import { isEnded } from '../../domain/job';
import { lookOf, said, satisfied, type Step, type StepContext } from '../step';

function unfinished(context: StepContext): string[] {
  return context
    .job()
    .steps.filter(({ id, state }) => id !== 'report' && !isEnded(state))
    .map(({ id }) => id);
}

/** One document that proves what was done; written, then read back from the disk. */
export const report: Step = {
  id: 'report',
  ways: () => [{ way: 'automatic', possible: true, reason: { code: 'way.files-here' } }],
  probe(context) {
    const steps = unfinished(context);
    if (steps.length > 0)
      return Promise.resolve(lookOf([said('ask.finish-steps', { steps: steps.join(', ') })]));
    return Promise.resolve(lookOf([said('do.write-report')]));
  },
  async apply(context) {
    context.progress(said('applying.report'));
    const ended = await context.intent('write-report');
    const files = await context.ports.report.write(context.job());
    await ended('done');
    await context.facts({ reportFiles: files }, 'this computer');
    await context.evidence(
      said('report-written', { files: files.length }),
      'read-back',
      'files read back from the disk',
    );
  },
  verify: () => Promise.resolve(satisfied),
};
