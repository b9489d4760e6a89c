/** What is replaced by what. All three go by the SW Serial (vendor's guide, "the PBX in the portal": sure). */
export const directions = ['hw-hw', 'hw-vm', 'vm-hw'] as const;
export type Direction = (typeof directions)[number];

export function isDirection(text: string | undefined): text is Direction {
  return directions.some((one) => one === text);
}

/** What is done by hand before the new PBX can be met; each is the installer's word. */
export const swapItems = ['request', 'cabled', 'deployed'] as const;
export type SwapItem = (typeof swapItems)[number];

/** An RMA is of hardware; a new box is cabled, a new virtual machine deployed. */
export function itemsOf(direction: Direction): SwapItem[] {
  const [from, to] = direction.split('-');
  return [...(from === 'hw' ? (['request'] as const) : []), to === 'hw' ? 'cabled' : 'deployed'];
}

/** Where a rule of the vendor stands, and of when the text is. */
export interface RuleSource {
  title: string;
  date: string;
}

const common = { title: 'Common RMA Regulations', date: 'July 2025' };
const hwaas = { title: 'HWaaS RMA', date: 'February 2024' };
const british = { title: 'RMA in the UK', date: 'September 2020' };

/**
 * The vendor's rules for a return, as far as they are published: their words stand in the strings. Pages of the vendor's public
 * wiki, read as they were on that date; what a page does not say is not said here.
 */
export const rmaRules = [
  { id: 'request', sources: [common, british] },
  { id: 'bought', sources: [common] },
  { id: 'italy-dach', sources: [common] },
  { id: 'france-uk-usa', sources: [common, british] },
  { id: 'hwaas', sources: [hwaas] },
  { id: 'warranty', sources: [hwaas] },
  { id: 'dead-on-arrival', sources: [common] },
] as const satisfies readonly { id: string; sources: readonly RuleSource[] }[];
