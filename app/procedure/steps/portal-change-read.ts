import { toWizardError } from '../../domain/failure';
import type { WizardError } from '../../domain/error';
import type { Numbers } from '../../domain/licensing/change-of-term';
import { shownCode, type PortalStage } from '../../domain/licensing/portal-acts';
import { numbersText, type MeantChange } from '../../domain/licensing/portal-change';
import { findLicenceType } from '../../domain/licensing/types';
import type { LicenceCount } from '../../domain/pbx';
import { isAccepted, lookOf, said, satisfied, wordOf, type Look, type StepContext } from '../step';

const route = 'GET /api/v1/PBX/settings/license';
export const portalSource = 'the portal, by the installer';

/** What the PBX tells of what was bought; empty where it has no route for it or tells no number. */
async function toldByPbx(context: StepContext): Promise<LicenceCount[]> {
  try {
    const pbx = await context.connection.pbx(context.signal);
    const { counts } = await pbx.licences(context.signal);
    return counts.filter(({ bought }) => bought !== null);
  } catch (thrown) {
    if (toWizardError(thrown).code !== 'route-missing') throw thrown;
    return [];
  }
}

/**
 * Reads the numbers to begin with. That they can not be read is no reason to stop: the portal, where they can be seen too,
 * is open to the installer. So what went wrong is given back and told.
 */
export async function readToBegin(context: StepContext): Promise<WizardError | undefined> {
  try {
    const told = await toldByPbx(context);
    if (told.length > 0) await context.facts({ licences: told }, route);
    return undefined;
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    const error = toWizardError(thrown);
    context.connection.lost(error);
    return error;
  }
}

type Acted = Extract<PortalStage, { at: 'acted' }>;

/**
 * The end of a change: the PBX tells the numbers that were wanted, or tells none and the installer's word stands. Others may
 * only mean that the PBX has not heard of it yet (when it asks is not published), so they can be accepted with a reason.
 */
export async function readBack(context: StepContext, stage: Acted): Promise<Look> {
  const { meant } = stage;
  const told = await toldByPbx(context);
  if (meant.change === 'term') return readTerm(context, stage, told);
  if (told.length === 0) return byWord(context, meant, 'portal-change-word');
  await context.facts({ licences: told }, route);
  const differing = differences(meant.wanted, told);
  if (differing.length === 0) {
    const types = numbersText(meant.wanted);
    await context.evidence(said('portal-change-read', { types }), 'read-back', route);
    return satisfied;
  }
  const open = await openDifference(context, differing);
  return open ?? byWord(context, meant, 'portal-change-kept');
}

/** Null: the installer has accepted it, as it is now. */
async function openDifference(context: StepContext, differing: readonly string[]): Promise<Look | null> {
  const types = differing.join(', ');
  const warning = said('warn.numbers-differ', { types });
  await context.evidence(said('portal-change-differs', { types }), 'observed', route);
  return isAccepted(context.record(), warning) ? null : lookOf([warning]);
}

/**
 * A change of term is proved by no number: they are mostly those of before, which a PBX that has not asked the vendor since
 * tells just the same while the portal stands at zero. And no PBX tells its period. So it ends by what the installer sees in
 * the portal.
 */
async function readTerm(context: StepContext, { meant, action }: Acted, told: LicenceCount[]): Promise<Look> {
  const types = numbersText(meant.wanted);
  if (told.length > 0) {
    await context.facts({ licences: told }, route);
    const differing = differences(meant.wanted, told);
    const open = differing.length > 0 ? await openDifference(context, differing) : null;
    if (open) return open;
    if (differing.length === 0)
      await context.evidence(said('portal-term-numbers', { types }), 'observed', route);
  }
  const period = meant.to ?? '';
  if (wordOf(context.record(), shownCode(action)) !== 'shown')
    return lookOf([said('ask.term-shown', { period, types })]);
  if (told.length === 0) await keepWanted(context, meant);
  await context.evidence(said('portal-term-shown', { period, types }), 'person', portalSource);
  return satisfied;
}

async function keepWanted(context: StepContext, { wanted }: MeantChange): Promise<void> {
  const licences = Object.entries(wanted).map(([type, bought]) => ({ type, bought, used: null }));
  await context.facts({ licences }, portalSource);
}

async function byWord(
  context: StepContext,
  meant: MeantChange,
  code: 'portal-change-word' | 'portal-change-kept',
): Promise<Look> {
  if (code === 'portal-change-word') await keepWanted(context, meant);
  await context.evidence(said(code, { types: numbersText(meant.wanted) }), 'person', portalSource);
  return satisfied;
}

/** `premium 3/5`: told and wanted. A free type that the PBX leaves out is no difference; any other is. */
function differences(wanted: Numbers, told: readonly LicenceCount[]): string[] {
  const found = new Map(told.map(({ type, bought }) => [findLicenceType(type)?.wire ?? type, bought]));
  const types = [...new Set([...Object.keys(wanted), ...found.keys()])];
  return types.flatMap((type) => {
    const [has, needs] = [found.get(type), wanted[type] ?? 0];
    const leftOut = has === undefined && (needs === 0 || findLicenceType(type)?.free === true);
    return leftOut || has === needs ? [] : [`${type} ${String(has ?? '–')}/${String(needs)}`];
  });
}
