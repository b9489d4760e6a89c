import { COMMON, SECOND_FACTOR } from './common';
import type { Answers, Preset, UpgradeView } from './preset';

const STATUS: Record<UpgradeView['phase'], string> = {
  idle: 'idle',
  downloading: 'in_progress',
  installing: 'in_progress',
  'reboot-needed': 'reboot_required',
  failed: 'failed',
};

/** Shapes the vendor has not published: lists of records, a plan per licence type, words in small letters. */
const answers: Answers = {
  ping: () => 'ok',
  login: (record) => ({ user: record }),
  version: (version) => ({ pbx: { version, major: Number(version.split('.')[0]) } }),
  license: (view) => ({
    subscription: { active: view.activated, pbx: view.name, swSerialNumber: view.swSerial },
    plans: view.types.map(({ order, wire, label }) => ({
      plan: order,
      title: label,
      purchased: view.bought[wire] ?? 0,
      assigned: view.used[wire] ?? 0,
    })),
  }),
  check: (view) => ({
    status: view.state === 'checking' ? 'in_progress' : view.state === 'never' ? 'none' : 'done',
    updates: view.offered === null ? [] : [{ version: view.offered, channel: 'stable' }],
    ...(view.reason === null ? {} : { reason: view.reason }),
  }),
  upgrade: (view) => ({
    status: STATUS[view.phase],
    progress: view.percent,
    target: view.to,
    ...(view.reason === null ? {} : { error: view.reason }),
  }),
  repositoryKey: 'repository',
  repositoriesKey: 'available',
  pbxes: (pbx) => [
    { id: pbx.serial, host: `${pbx.name}.wildixin.test`, version: pbx.version, type: pbx.role },
  ],
  put: (record) => ({ colleague: record }),
  numbersAsStrings: false,
};

/** A version 7 whose root admin needs an OTP from the first sign-in on. Keys of a company are made here, and not taken yet. */
export const virtual72fa: Preset = {
  ...COMMON,
  name: 'virtual-7-2fa',
  title: 'Virtual PBX, WMS 7.04, with the second factor',
  version: '7.04.20250929.2',
  repository: 'rel70',
  repositories: [{ name: 'rel70', versions: ['7.04.20250929.2', '7.06.20260216.3'] }],
  answers,
  secondFactor: { ...SECOND_FACTOR, asked: 'afterwards' },
  ssh: {
    users: { root: 'Practice-Root-7', admin: 'Practice-Admin-7' },
    takes: ['password', 'keyboard-interactive'],
    print: (otp, seconds) => `OTP: ${otp}\nvalid for ${seconds} seconds\n`,
  },
  doc: { as: 'page', file: 'openapi.json' },
};
