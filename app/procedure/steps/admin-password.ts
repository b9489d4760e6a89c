import { Failure } from '../../domain/failure';
import type { Action } from '../../domain/job';
import type { Proof } from '../connection';
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

/**
 * Signing in with the new password, and with nothing else, is the proof that it is set. A PBX that asks root admins for a
 * second factor may not tell: then only the installer, who signs in on its page, can say.
 */
async function proveNew(context: StepContext): Promise<Proof> {
  context.progress(said('applying.check-new'));
  context.connection.drop();
  const proof = await context.connection.tries('admin-password-new', context.signal);
  if (proof === 'opens')
    await context.evidence(said('new-password-works'), 'read-back', 'sign-in with the new password');
  if (proof === 'not-told')
    await context.evidence(said('password-not-provable'), 'observed', 'sign-in with the new password');
  return proof;
}

/** Since the last change the PBX has said that it does not tell. */
function isNotProvable(context: StepContext): boolean {
  const { evidence } = context.record();
  const at = (code: string): string => evidence.findLast(({ said }) => said.code === code)?.at ?? '';
  return at('password-not-provable') > at('new-password-works') && at('password-not-provable') !== '';
}

/**
 * What the PBX does not tell, the installer says after a sign-in on its page. The old password is not tried then: its
 * refusal would prove nothing, and could count as a wrong one.
 */
async function byWord(context: StepContext): Promise<Look> {
  if (wordOf(context.record(), 'password-works') === null) return lookOf([said('ask.password-works')]);
  await context.evidence(said('password-works'), 'person', 'signed in on the PBX page by the installer');
  return satisfied;
}

function hasOldPassword(context: StepContext): boolean {
  return context.job().secrets.some(({ name }) => name === 'admin-password-old');
}

function isOldRefused(context: StepContext): boolean {
  return context.record().evidence.some(({ said: { code } }) => code === 'old-password-refused');
}

/**
 * One attempt with the old password, since wrong passwords can lock the account. A second one only when the app died in
 * the first and its answer was never seen. It comes after the new one opened the PBX, so that any refusal tells.
 */
async function proveOld(context: StepContext): Promise<void> {
  const attempts = context.record().actions.filter(({ code }) => code === 'try-old-password').length;
  if (isOldRefused(context) || !hasOldPassword(context)) return;
  if (attempts > 1) throw new Failure('old-password-still-works');
  const ended = await context.intent('try-old-password');
  context.progress(said('applying.check-old'));
  const proof = await context.connection.tries('admin-password-old', context.signal);
  await ended('done');
  if (proof === 'opens') throw new Failure('old-password-still-works');
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
  const proof = await proveNew(context);
  if (proof === 'not-told' && action.outcome === 'done') return byWord(context);
  if (proof !== 'opens' || action.outcome === null)
    await context.settle(action.id, proof === 'opens' ? 'done' : 'failed');
  if (proof === 'opens') return lookOf([said('do.try-old-password')]);
  // Not told: the PBX is asked once more to set this password, which changes nothing where it is set already.
  if (proof === 'not-told') return planOf(context);
  // One wrong password was sent for this look, and the change would end with another: it waits for the next press.
  return { ...planOf(context), verdict: 'person', error: new Failure('password-not-changed').error };
}

export const adminPassword: Step = {
  id: 'admin-password',
  ways: () => automaticByRoute,
  replan: (context) => (lastChange(context) ? satisfied : planOf(context)),
  async probe(context) {
    const action = lastChange(context);
    if (!action) return planOf(context);
    if (action.outcome === 'failed') return planOf(context);
    if (isNotProvable(context) && action.outcome === 'done') return byWord(context);
    return afterUnseenChange(context, action);
  },
  async apply(context) {
    const word = wordOf(context.record(), 'password-kept');
    if (word !== null) await context.evidence(said('password-kept'), 'person', 'confirmed by the installer');
    const action = lastChange(context);
    if (action?.outcome !== 'done') await change(context);
    const proof = await proveNew(context);
    if (proof === 'refused') throw new Failure('password-not-changed');
    if (proof === 'opens') await proveOld(context);
  },
  async verify(context) {
    if (isNotProvable(context)) return byWord(context);
    if (hasOldPassword(context) && !isOldRefused(context)) throw new Failure('old-password-still-works');
    await (await context.connection.pbx(context.signal)).identity(context.signal);
    return satisfied;
  },
};
