import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../../step';
import { guidedBecause } from '../../ways';

/**
 * What a move leaves to a person. No vendor page lists it: it follows from the vendor's own chapters on names, provisioning and
 * changes to licences (likely), and each is the installer's word.
 */
export const afterMoveItems = ['phones', 'trunks', 'dns', 'old-kept', 'old-licences'] as const;

const wordFor = (item: (typeof afterMoveItems)[number]): string => `after-${item}`;

/** Those that nobody has said anything about. */
export function openItems(context: Pick<StepContext, 'record'>): (typeof afterMoveItems)[number][] {
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
