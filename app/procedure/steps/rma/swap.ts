import { isDirection, itemsOf, type SwapItem } from '../../../domain/rma/directions';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';

const wordFor = (item: SwapItem): string => `swap-${item}`;

function look(context: StepContext): Look {
  const { direction } = context.record().inputs;
  if (!isDirection(direction)) return lookOf([said('ask.input', { field: 'direction' })]);
  const open = itemsOf(direction).filter((item) => wordOf(context.record(), wordFor(item)) === null);
  return open.length === 0
    ? lookOf([said('do.note-swap')])
    : lookOf([said('ask.swap', { count: open.length })]);
}

/** What is replaced by what, the vendor's rules for the return, and the new machine's cables: done by hand, each by word. */
export const swap: Step = {
  id: 'swap',
  ways: () => guidedBecause('way.needs-you'),
  replan: look,
  probe: (context) => Promise.resolve(look(context)),
  async apply(context) {
    const { direction } = context.record().inputs;
    if (!isDirection(direction)) return;
    const source = 'told by the installer';
    await context.evidence(said('swap-direction', { direction }), 'person', source);
    for (const item of itemsOf(direction)) {
      const note = wordOf(context.record(), wordFor(item)) ?? '';
      await context.evidence(said(`swap-${item}`, { note: note === '' ? '–' : note }), 'person', source);
    }
  },
  verify: () => Promise.resolve(satisfied),
};
