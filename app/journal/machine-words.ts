import type { JournalEvent } from '../domain/journal-event';

type Path = readonly string[];

/** What a PBX published to anybody who asks, and what it is found by. */
const ofPbx = ['address', 'look', 'pin', 'serial', 'version', 'versionBefore', 'versionAfter'];
const ofJob = [...ofPbx, 'sshSeen', 'sshPin', 'adminId', 'repository', 'repositories', 'capabilities'];

/**
 * Where in an event stand words that the wizard itself goes on with: a certificate that is pinned, a serial by which the PBX is
 * known again, a licence type that is written. A secret of four signs may happen to be part of one, such as `0000` of a serial or the
 * name of a PBX in its certificate; with that taken out the job could not go on, and a type would be written that is none. None of
 * them is typed by a person as free text, and none can hold a secret but by such a chance. What a person types, the PBX's own
 * words and everything else is redacted.
 */
export function machineWords(event: JournalEvent): Path[] {
  if (event.type === 'assignment') return [['set']];
  if (event.type === 'intent') return ['id', 'from', 'to'].map((name) => ['params', name]);
  if (event.type !== 'facts') return [];
  const { network } = event.facts;
  return [
    ...ofJob.map((name) => ['facts', name]),
    ...['cloud', 'oldPbx'].flatMap((other) => ofPbx.map((name) => ['facts', other, name])),
    ...Object.keys(network?.members ?? {}).flatMap((number) =>
      ofJob.map((name) => ['facts', 'network', 'members', number, 'facts', name]),
    ),
  ];
}
