import { afterMoveItems, type AfterMoveItem } from '../../../domain/move/after';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';

const wordFor = (item: AfterMoveItem): string => `after-${item}`;

/** Those that nobody has said anything about. */
function openItems(context: Pick<StepContext, 'record'>): AfterMoveItem[] {
  return afterMoveItems.filter((item) => wordOf(context.record(), wordFor(item)) === null);
}

function look(context: StepContext): Look {
  const open = openItems(context);
  return open.length === 0
    ? lookOf([said('do.note-after-move')])
    : lookOf([said('ask.after-move', { count: open.length })]);
}

/** Phones, trunks, name, the old PBX: done by hand, each with the installer's word and what was noted with it. */
export const afterMove: Step = {
  id: 'after-move',
  ways: () => guidedBecause('way.needs-you'),
  replan: look,
  probe: (context) => Promise.resolve(look(context)),
  async apply(context) {
    for (const item of afterMoveItems) {
      const note = wordOf(context.record(), wordFor(item)) ?? '';
      await context.evidence(
        said(`after-move-${item}`, { note: note === '' ? '–' : note }),
        'person',
        'told by the installer',
      );
    }
  },
  verify: () => Promise.resolve(satisfied),
};
