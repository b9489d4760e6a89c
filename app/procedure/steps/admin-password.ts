import { Failure } from '../../domain/failure';
import type { Action } from '../../domain/job';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { automaticByRoute } from '../ways';

const source = 'PUT /api/v1/PBX/Colleagues/{id}/';

function lastChange(context: StepContext): Action | undefined {
  return context.record().actions.findLast(({ code }) => code === 'change-password');
}

/** What is missing before the change; the new password must be kept by the customer before the PBX has it. */
function planOf(context: StepContext): Look {
  const has = context.job().secrets.some(({ name }) => name === 'admin-password-new');
  if (!has) return lookOf([said('ask.new-password'), said('ask.keep-password')]);
  if (wordOf(context.record(), 'password-kept') === null) return lookOf([said('ask.keep-password'), ...acts]);
  return lookOf([...acts]);
}

const acts = [said('do.change-password'), said('do.try-new-password'), said('do.try-old-password')];

/** Signing in with the new password is the proof that it is set. */
async function proveNew(context: StepContext): Promise<boolean> {
  context.progress(said('applying.check-new'));
  context.connection.drop();
  const works = await context.connection.opens('admin-password-new', context.signal);
  if (works) await context.evidence(said('new-password-works'), 'read-back', 'sign-in with the new password');
  return works;
}

function hasOldPassword(context: StepContext): boolean {
  return context.job().secrets.some(({ name }) => name === 'admin-password-old');
}

function isOldRefused(context: StepContext): boolean {
  return context.record().evidence.some(({ said: { code } }) => code === 'old-password-refused');
}

/**
 * One attempt with the old password, since wrong passwords can lock the account. A second one only when the app died in
 * the first and its answer was never seen.
 */
async function proveOld(context: StepContext): Promise<void> {
  const attempts = context.record().actions.filter(({ code }) => code === 'try-old-password').length;
  if (isOldRefused(context) || !hasOldPassword(context)) return;
  if (attempts > 1) throw new Failure('old-password-still-works');
  const ended = await context.intent('try-old-password');
  context.progress(said('applying.check-old'));
  const opens = await context.connection.opens('admin-password-old', context.signal);
  await ended('done');
  if (opens) throw new Failure('old-password-still-works');
  await context.evidence(said('old-password-refused'), 'read-back', 'one sign-in with the old password');
}

async function change(context: StepContext): Promise<void> {
  const password = await context.ports.secrets.get(context.job().id, 'admin-password-new');
  if (password === null) throw new Failure('secret-missing', { name: 'admin-password-new' });
  const pbx = await context.connection.pbx(context.signal);
  const adminId = context.job().facts.adminId;
  if (!adminId) throw new Failure('unknown-answer', undefined, 'personal/info told no id for admin');
  context.progress(said('applying.password'), { cancellable: false });
  const ended = await context.intent('change-password');
  await pbx.setPassword(adminId, password, context.signal);
  await ended('done');
  await context.evidence(said('password-changed'), 'observed', source);
}

/**
 * After a crash between the change and its proof: the new password is tried once. The connection already knows which to
 * try; being signed in tells which one it was.
 */
async function afterUnseenChange(context: StepContext, action: Action): Promise<Look> {
  const works = await proveNew(context);
  if (action.outcome === null) await context.settle(action.id, works ? 'done' : 'failed');
  return works ? lookOf([said('do.try-old-password')]) : planOf(context);
}

export const adminPassword: Step = {
  id: 'admin-password',
  ways: () => automaticByRoute,
  replan: (context) => (lastChange(context) ? satisfied : planOf(context)),
  async probe(context) {
    const action = lastChange(context);
    if (!action) return planOf(context);
    if (action.outcome === 'failed') return planOf(context);
    return afterUnseenChange(context, action);
  },
  async apply(context) {
    const word = wordOf(context.record(), 'password-kept');
    if (word !== null) await context.evidence(said('password-kept'), 'person', 'confirmed by the installer');
    const action = lastChange(context);
    if (action?.outcome !== 'done') await change(context);
    if (!(await proveNew(context))) throw new Failure('password-not-changed');
    await proveOld(context);
  },
  async verify(context) {
    if (hasOldPassword(context) && !isOldRefused(context)) throw new Failure('old-password-still-works');
    await (await context.connection.pbx(context.signal)).identity(context.signal);
    return satisfied;
  },
};
