import { isEnded } from '../../domain/job';
import { lookOf, said, satisfied, type Step, type StepContext } from '../step';
import { withMembers } from './network/with-members';
import { endToken, owesToken, tokenEndSource, tokenName } from '../token';

function unfinished(context: StepContext): string[] {
  return context
    .job()
    .steps.filter(({ id, state }) => id !== 'report' && !isEnded(state))
    .map(({ id }) => id);
}

/**
 * The wizard's token goes before the report is written, so that the report can say that it is gone: nothing after this needs
 * the PBX, and who goes back to a step signs in by password. One that could not be deleted is named in the report, and tried
 * again when the job is closed.
 */
async function deleteToken(context: StepContext): Promise<void> {
  context.progress(said('applying.delete-token'));
  const name = tokenName(context.job());
  const ended = await context.intent('delete-token', { name });
  const end = await endToken(context.connection, context.job(), context.signal);
  context.signal.throwIfAborted();
  await ended(end === 'left' ? 'failed' : 'done');
  if (end === 'left') {
    await context.evidence(said('token-left', { name }), 'observed', tokenEndSource);
    return;
  }
  const what = end === 'deleted' ? said('token-deleted', { name }) : said('token-gone', { name });
  await context.evidence(what, 'read-back', tokenEndSource);
  const { origin } = context.job().secrets.find((one) => one.name === 'api-token') ?? {};
  if (origin === 'made-on-pbx') await context.forgetSecret('api-token');
}

/** One document that proves what was done; written, then read back from the disk. */
export const report: Step = {
  id: 'report',
  ways: () => [{ way: 'automatic', possible: true, reason: { code: 'way.files-here' } }],
  probe(context) {
    const steps = unfinished(context);
    if (steps.length > 0)
      return Promise.resolve(lookOf([said('ask.finish-steps', { steps: steps.join(', ') })]));
    const owing = withMembers(context).some((one) => owesToken(one.job()));
    const token = owing ? [said('do.delete-token')] : [];
    return Promise.resolve(lookOf([...token, said('do.write-report')]));
  },
  async apply(context) {
    for (const one of withMembers(context)) if (owesToken(one.job())) await deleteToken(one);
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
