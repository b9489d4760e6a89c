import { toWizardError } from '../../domain/failure';
import type { WizardError } from '../../domain/error';
import type { Numbers } from '../../domain/licensing/change-of-term';
import { numbersText, type MeantChange } from '../../domain/licensing/portal-change';
import { findLicenceType } from '../../domain/licensing/types';
import type { LicenceCount } from '../../domain/pbx';
import { isAccepted, lookOf, said, satisfied, type Look, type StepContext } from '../step';

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

/**
 * The end of a change: the PBX tells the numbers that were wanted, or tells none and the installer's word stands. Others may
 * only mean that the PBX has not heard of it yet (when it asks is not published), so they can be accepted with a reason.
 */
export async function readBack(context: StepContext, meant: MeantChange): Promise<Look> {
  const told = await toldByPbx(context);
  if (told.length === 0) return byWord(context, meant, 'portal-change-word');
  await context.facts({ licences: told }, route);
  const differing = differences(meant.wanted, told);
  if (differing.length === 0) {
    const types = numbersText(meant.wanted);
    await context.evidence(said('portal-change-read', { types }), 'read-back', route);
    return satisfied;
  }
  const types = differing.join(', ');
  const warning = said('warn.numbers-differ', { types });
  await context.evidence(said('portal-change-differs', { types }), 'observed', route);
  return isAccepted(context.record(), warning)
    ? byWord(context, meant, 'portal-change-kept')
    : lookOf([warning]);
}

async function byWord(
  context: StepContext,
  { wanted }: MeantChange,
  code: 'portal-change-word' | 'portal-change-kept',
): Promise<Look> {
  if (code === 'portal-change-word') {
    const licences = Object.entries(wanted).map(([type, bought]) => ({ type, bought, used: null }));
    await context.facts({ licences }, portalSource);
  }
  await context.evidence(said(code, { types: numbersText(wanted) }), 'person', portalSource);
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
