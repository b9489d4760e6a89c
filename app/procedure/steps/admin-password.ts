import { Failure } from '../../domain/failure';
import type { Action, Said } from '../../domain/job';
import type { Proof } from '../connection';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { threeWays } from '../ways';
import { changeByPage, passwordByPage, passwordPagePlan, type Settle } from './admin-password-page';

const source = 'PUT /api/v1/PBX/Colleagues/{id}/';

function lastChange(context: StepContext): Action | undefined {
  return context.record().actions.findLast(({ code }) => code === 'change-password');
}

/** What is missing before the change; the new password must be kept by the customer before the PBX has it. */
function planOf(context: StepContext): Look {
  const has = context.job().secrets.some(({ name }) => name === 'admin-password-new');
  const kept = wordOf(context.record(), 'password-kept') !== null;
  const asks = [
    ...(has ? [] : [said('ask.new-password')]),
    ...(kept && has ? [] : [said('ask.keep-password')]),
  ];
  // What the wizard does in the page can be looked through before a password is there.
  const shown = has || context.record().way !== 'automatic' ? [...changePlan(context), ...proofs] : [];
  return lookOf([...asks, ...shown]);
}

const proofs = [said('do.try-new-password'), said('do.try-old-password')];

/** By the way chosen. By hand, the installer's word is what lets the wizard try the new password. */
function changePlan(context: StepContext): Said[] {
  const { way } = context.record();
  if (way === 'automatic') return [said('do.change-password')];
  if (way === 'assisted') return passwordPagePlan(context);
  return wordOf(context.record(), 'password-set') === null ? [said('ask.set-password')] : [];
}

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

/** Has the password changed by the way chosen; null: nothing was changed, and the step goes on by hand. */
async function makeChange(context: StepContext): Promise<Settle | null> {
  const { way } = context.record();
  if (way === 'assisted') return changeByPage(context);
  // By hand it is changed already, by the installer's word; what comes of it is seen by trying it.
  if (way === 'guided') return context.intent('change-password');
  await change(context);
  return nothing;
}

/** The end of the change is in the journal already. */
const nothing: Settle = () => Promise.resolve();

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
  ways: (job, ports) =>
    threeWays(job.facts.adminId ? null : 'way.no-admin-id', (reason) => passwordByPage(job, ports, reason)),
  replan: (context) => {
    const action = lastChange(context);
    return action && action.outcome !== 'failed' ? satisfied : planOf(context);
  },
  async probe(context) {
    const action = lastChange(context);
    if (!action) return planOf(context);
    if (action.outcome === 'failed') return planOf(context);
    if (isNotProvable(context) && action.outcome === 'done') return byWord(context);
    return afterUnseenChange(context, action);
  },
  async apply(context) {
    const { way } = context.record();
    const word = wordOf(context.record(), 'password-kept');
    if (word !== null) await context.evidence(said('password-kept'), 'person', 'confirmed by the installer');
    const settle = lastChange(context)?.outcome === 'done' ? nothing : await makeChange(context);
    if (!settle) return;
    const proof = await proveNew(context);
    await settle(proof === 'refused' ? 'failed' : 'done');
    // Where the page was not followed to its end, its own words say more than that the password is not the new one.
    const fellBack = context.record().way !== way;
    if (proof === 'refused' && !fellBack) throw new Failure('password-not-changed');
    if (proof === 'opens') await proveOld(context);
  },
  async verify(context) {
    // The page did not fit, and nothing was changed.
    if (lastChange(context)?.outcome !== 'done') return planOf(context);
    if (isNotProvable(context)) return byWord(context);
    if (hasOldPassword(context) && !isOldRefused(context)) throw new Failure('old-password-still-works');
    await (await context.connection.pbx(context.signal)).identity(context.signal);
    return satisfied;
  },
};
