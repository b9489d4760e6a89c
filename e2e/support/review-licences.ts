import type { Visit, VisitSecrets } from './activate-virtual';
import { acceptIfWarned, report } from './activate-virtual';

/**
 * A PBX that runs already: met, signed in, every suggestion taken in turn (the sure ones together, the others each by its own
 * press), the rest left as it is, written, read back, reported. The job is left open at the report step, done.
 */
export async function reviewLicences(visit: Visit): Promise<VisitSecrets> {
  const { installer, practice, customer, pbxName, seen } = visit;
  await installer.click(installer.button(/^Review licences/));
  await installer.at('prepare');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await installer.next('connect');
  await installer.untilEnded('connect');
  await seen('connect', 'after');
  await installer.next('sign-in');
  await installer.signIn();
  await seen('sign-in', 'after');
  await installer.next('licences');
  await installer.window.getByRole('table', { name: 'Users and their licence types' }).waitFor();
  await seen('licences', 'before');
  await takeSuggestions(visit);
  await seen('licences', 'during');
  await acceptIfWarned(installer);
  await installer.press('licences', 300_000);
  await installer.untilEnded('licences', 300_000);
  await seen('licences', 'after');
  await report(visit);
  return {};
}

async function takeSuggestions({ installer }: Visit): Promise<void> {
  const offered = installer.button(/^Apply \d+ /);
  while ((await offered.count()) > 0) {
    const before = await offered.count();
    await installer.click(offered.first());
    await installer.settle('licences');
    if ((await offered.count()) >= before) return;
  }
}
