import type { JobKind } from '../job';
import type { Platform } from './periods';

/**
 * What the portal's form for a new PBX asks, in its order (vendor's guide, "the PBX in the portal": sure). Region and storage
 * size are asked of a cloud PBX only; which there are is not published.
 */
const fields = ['model', 'region', 'name', 'period', 'numbers', 'storage'] as const;
export type FormField = (typeof fields)[number];
const ofCloudOnly: readonly FormField[] = ['region', 'storage'];

export function formFieldsOf(platform: Platform): readonly FormField[] {
  return platform === 'cloud' ? fields : fields.filter((field) => !ofCloudOnly.includes(field));
}

/** Value of the form's field Model: one for cloud, one for the other two together (vendor's guide: sure). */
export function modelOf(platform: Platform): string {
  return platform === 'cloud' ? 'WPBX-CLOUD' : 'WPBX-VM/HW';
}

/** What a PBX that this kind of job adds to the portal runs on. */
export function platformOf(kind: JobKind): Platform {
  if (kind === 'activate-cloud' || kind === 'move-to-cloud') return 'cloud';
  return kind === 'activate-hardware' || kind === 'rma-swap' ? 'hardware' : 'virtual';
}
