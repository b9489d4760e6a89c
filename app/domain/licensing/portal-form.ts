import type { JobKind } from '../job';
import type { Platform } from './periods';

/** Value of the form's field Model: one for cloud, one for the other two together (vendor's guide: sure). */
export function modelOf(platform: Platform): string {
  return platform === 'cloud' ? 'WPBX-CLOUD' : 'WPBX-VM/HW';
}

/** What a PBX that this kind of job adds to the portal runs on. */
export function platformOf(kind: JobKind): Platform {
  if (kind === 'activate-cloud' || kind === 'move-to-cloud') return 'cloud';
  return kind === 'activate-hardware' || kind === 'rma-swap' ? 'hardware' : 'virtual';
}
