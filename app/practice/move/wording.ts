import { KINDS, type Kind } from './script-words';

/** All that the script says. Another language, or another order of its questions, is another one of these. */
export interface Wording {
  hello: string;
  connecting(place: string): string;
  connected: string;
  closed(place: string): string;
  unsupported(version: string): string;
  password: string;
  passwordAgain: string;
  differs: string;
  wrong: string;
  tooOften: string;
  kinds: Record<Kind, string>;
  order: readonly Kind[];
  move(kind: string): string;
  yes: readonly string[];
  no: readonly string[];
  yesOrNo: string;
  unknown: string;
  skipped(kind: string): string;
  moved(kind: string, count: number): string;
  lost: string;
  interrupted: string;
  done: string;
}

export const ENGLISH: Wording = {
  hello: 'Practice script: moves this practice PBX to a practice cloud PBX.',
  connecting: (place) => `Connecting to ${place} ... `,
  connected: 'ok',
  closed: (place) => `cannot connect to ${place}: is SSH port 2222 of the cloud PBX open?`,
  unsupported: (version) => `WMS ${version} can only be moved with SQLite3; this PBX uses MySQL.`,
  password: 'Password of the new cloud PBX: ',
  passwordAgain: 'Repeat the password of the cloud PBX: ',
  differs: 'The two passwords differ.',
  wrong: 'Wrong password.',
  tooOften: 'Three wrong passwords, giving up. Nothing was moved.',
  kinds: {
    users: 'users and licences',
    recordings: 'recordings',
    voicemail: 'voicemail',
    calls: 'call history',
    phonebooks: 'phonebooks',
    sounds: 'sounds',
  },
  order: KINDS,
  move: (kind) => `Move ${kind}? [y/n] `,
  yes: ['y', 'yes'],
  no: ['n', 'no'],
  yesOrNo: 'Please answer y or n.',
  unknown: 'Keep the queue statistics of this year only, or all (year/all)? ',
  skipped: (kind) => `Not moved: ${kind}`,
  moved: (kind, count) => `Moved: ${kind} (${count})`,
  lost: 'The connection to the cloud PBX was lost.',
  interrupted: 'Interrupted.',
  done: 'Done. The cloud PBX now has the password of this PBX.',
};

export const GERMAN: Wording = {
  hello: 'Übungsskript: überträgt diese Übungsanlage auf eine Übungsanlage in der Cloud.',
  connecting: (place) => `Verbindung zu ${place} ... `,
  connected: 'steht',
  closed: (place) => `keine Verbindung zu ${place}: ist der SSH-Port 2222 der Cloud-Anlage offen?`,
  unsupported: (version) => `WMS ${version} kann nur mit SQLite3 übertragen werden; diese Anlage hat MySQL.`,
  password: 'Passwort der neuen Cloud-Anlage: ',
  passwordAgain: 'Passwort der Cloud-Anlage wiederholen: ',
  differs: 'Die beiden Passwörter sind verschieden.',
  wrong: 'Falsches Passwort.',
  tooOften: 'Dreimal falsch, Abbruch. Nichts wurde übertragen.',
  kinds: {
    users: 'Benutzer und Lizenzen',
    recordings: 'Aufzeichnungen',
    voicemail: 'Sprachnachrichten',
    calls: 'Anrufliste',
    phonebooks: 'Telefonbücher',
    sounds: 'Ansagen',
  },
  order: ['sounds', 'phonebooks', 'users', 'calls', 'voicemail', 'recordings'],
  move: (kind) => `Sollen ${kind} übernommen werden (j/n)? `,
  yes: ['j', 'ja'],
  no: ['n', 'nein'],
  yesOrNo: 'Bitte j oder n.',
  unknown: 'Nur die Statistik dieses Jahres behalten oder alles (jahr/alles)? ',
  skipped: (kind) => `Nicht übertragen: ${kind}`,
  moved: (kind, count) => `Übertragen: ${kind} (${count})`,
  lost: 'Die Verbindung zur Cloud-Anlage ist abgebrochen.',
  interrupted: 'Unterbrochen.',
  done: 'Fertig. Die Cloud-Anlage hat nun das Passwort dieser Anlage.',
};
