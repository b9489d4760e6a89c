import type { World } from '../world';

/**
 * Wrong passwords, or wrong OTPs, in a row block what they were for from an address for a time: the vendor lists a protection
 * against intrusion without its numbers, which are the preset's own choice. `key` says who tries what from where.
 */
export function isBlocked({ store, clock }: World, key: string): boolean {
  return (store.state.blocks[key]?.until ?? 0) > clock.inside();
}

/** One more wrong one. Call inside a change. */
export function countWrong({ store, clock, preset }: World, key: string): void {
  const { blocks } = store.state;
  const expired = blocks[key] !== undefined && blocks[key].until > 0;
  const wrong = (expired ? 0 : (blocks[key]?.wrong ?? 0)) + 1;
  const until = wrong >= preset.block.wrong ? clock.inside() + preset.block.forMs : 0;
  blocks[key] = { wrong, until };
}

/** A right one: the row starts anew. */
export function forgive({ store }: World, key: string): void {
  if (store.state.blocks[key]) store.change(({ blocks }) => delete blocks[key]);
}
