import type { JournalEvent } from './journal-event';
import { findLicenceType } from './licensing/types';

/**
 * One field of an event, as it was and as it is with the secrets taken out. `*` in a path stands for every key.
 *
 * @returns whether what it was goes back
 */
type Rule = (was: unknown, without: unknown, beside: object) => boolean;

/** The PBX told it, to anybody or to its admin: it is no secret only because a password equals a part of it. */
const told: Rule = () => true;

/** An address may have been typed; one where a certificate was just seen is the name of a host. */
const answered: Rule = (_was, _without, beside) => Reflect.get(beside, 'look') !== undefined;

/** A wire type of the price list. What no list knows may be a cell of a wrong column. */
const type: Rule = (was) => typeof was === 'string' && findLicenceType(was) !== undefined;

/**
 * A serial that may have been typed: twelve hex digits, as those that PBXs tell, and not as a whole what is kept as a secret.
 * Any other word in its place may be one that belongs elsewhere.
 */
const serial: Rule = (was, without) =>
  /^[0-9a-f]{12}$/i.test(String(was)) && !/^‹[^›]*›$/.test(String(without));

/** SSH's own login there, by which a refusal is known again. Any other name, and the path of a key behind it, was typed. */
const ofRoot: Rule = (was) => /^root@\S+$/.test(String(was));

/** What is known of any PBX, whichever part it has in the job. */
const ofPbx: readonly (readonly [path: string, rule: Rule])[] = [
  ['address', answered],
  ['look', told],
  ['pin', told],
  ['adminId', told],
  ['serial', told],
  ['version', told],
  ['versionBefore', told],
  ['versionAfter', told],
];

const under = (path: string): (readonly [path: string, rule: Rule])[] =>
  ofPbx.map(([name, rule]) => [`${path}.${name}`, rule]);

const inFacts = [
  ...under('facts'),
  ...under('facts.cloud'),
  ...under('facts.oldPbx'),
  ...under('facts.network.members.*.facts'),
  ['facts.hwSerial', serial],
  ['facts.swSerial', serial],
  ['facts.capture.serial.value', serial],
  ['facts.capture.swSerial.value', serial],
  ['facts.network.members.*.told.serial', serial],
  ['facts.inventory.serial', told],
  ['facts.inventory.version', told],
  ['facts.inventory.types.*.type', type],
  ['facts.inventory.users.*.2', type],
  ['facts.licences.*.type', type],
  ['facts.typesBefore.*.type', type],
  ['facts.typesAfter.*.type', type],
  // The address that a sign-in was just refused at; it is compared with the job's.
  ['facts.signInRefused.address', told],
  ['facts.sshRefused.login', ofRoot],
  ['facts.sshSeen', told],
  ['facts.sshPin', told],
] as const satisfies readonly (readonly [string, Rule])[];

/** By the intent's code. Those of the portal hold choices from lists, a time zone that exists, and numbers by wire type. */
const inIntents: Readonly<Record<string, readonly (readonly [path: string, rule: Rule])[]>> = {
  'set-type': [
    ['params.id', told],
    ['params.from', type],
    ['params.to', type],
  ],
  'start-upgrade': [
    ['params.from', told],
    ['params.to', told],
  ],
  'upgrade-by-page': [['params.from', told]],
  'portal-numbers': [['params', told]],
  'portal-zero': [['params', told]],
  'portal-back': [['params', told]],
  'portal-order': [['params', told]],
};

/** What is shown to be accepted, and its name (domain/accept.ts): were they not the same, it could never be accepted. */
const inWarning: readonly (readonly [path: string, rule: Rule])[] = [
  ['warning.code', told],
  ['warning.params.types', told],
  ['warning.params.now', serial],
];

/** Numbers by type, also those that are to be entered in the portal, and a serial that another job has. */
const inStep: readonly (readonly [path: string, rule: Rule])[] = [
  ['plan.*.params.types', told],
  ['plan.*.params.now', serial],
];

function rulesFor(event: JournalEvent): readonly (readonly [path: string, rule: Rule])[] {
  switch (event.type) {
    case 'facts':
      return inFacts;
    case 'assignment':
      return [['set.*', type]];
    case 'intent':
      return inIntents[event.code] ?? [];
    case 'step':
      return inStep;
    case 'warning-accepted':
      return inWarning;
    default:
      return [];
  }
}

function put(to: unknown, from: unknown, [key, ...rest]: readonly string[], rule: Rule): void {
  if (key === undefined || typeof to !== 'object' || typeof from !== 'object' || !to || !from) return;
  for (const name of key === '*' ? Object.keys(from) : [key]) {
    const was: unknown = Reflect.get(from, name);
    const without: unknown = Reflect.get(to, name);
    if (was === undefined || without === undefined) continue;
    if (rest.length > 0) put(without, was, rest, rule);
    else if (rule(was, without, from)) Reflect.set(to, name, was);
  }
}

/**
 * Puts back into an event with its secrets taken out what the machine goes on with, since a part of it that happens to be
 * somebody's password would make it another value: a certificate that pins nothing, a serial of another PBX, a licence type
 * that does not exist.
 *
 * Only what a PBX told, or what was chosen from a list: addresses that answered, certificates and host keys, serials, versions,
 * licence types, ids. Never a field that takes free text (inputs, reasons, names, notes, commands), never an error or what an
 * answer said, since a PBX may say back there what it was sent; and no name of a repository, which may be an URL with a
 * password in it.
 *
 * @param to our own copy, of the same shape; it is changed
 */
export function putMachineFieldsBack(to: unknown, from: JournalEvent): void {
  for (const [path, rule] of rulesFor(from)) put(to, from, path.split('.'), rule);
}
