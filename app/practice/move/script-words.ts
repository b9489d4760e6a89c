import type { State } from '../state';

/** The script's place on a practice PBX. The vendor's is not published: this name is the practice's own. */
export const SCRIPT = '/root/practice-move/to-cloud.sh';

/** The kinds of data it moves, in the order in which it asks for them. Which ones the vendor's asks for is not published. */
export const KINDS = ['users', 'recordings', 'voicemail', 'calls', 'phonebooks', 'sounds'] as const;
export type Kind = (typeof KINDS)[number];

/** The line that moves a PBX to this one in the cloud. */
export function commandFor({ host, ports }: State): string {
  return `${SCRIPT} ${host.includes(':') ? `[${host}]` : host}:${ports.ssh}`;
}
