import { ANSWERS_4 } from './answers-4';
import { COMMON } from './common';
import type { Preset } from './preset';

const LAST_4 = '4.03.44842.11';

/** What the PBXs of the network have in common: they look for new versions in the same place. */
const shared = {
  ...COMMON,
  repository: 'rel40',
  repositories: [{ name: 'rel40', versions: ['4.01.44168.28', LAST_4] }],
  answers: ANSWERS_4,
};

const client: Preset = {
  ...shared,
  name: 'network-client',
  title: 'Client PBX of a WMS network',
  version: '4.01.44100.12',
};

/**
 * A WMS network of three, none of which knows licence types yet. Only the server is bought (one licensed PBX a customer); that
 * its list has the addresses of the clients is our own choice.
 */
export const network3: Preset = {
  ...shared,
  name: 'network-3',
  title: 'WMS network of three, WMS 4.01, server and two clients',
  version: '4.01.44100.12',
  running: {
    company: 'Example Ltd',
    name: 'example-hq',
    period: 'yearly',
    bought: { basic: 20, essential: 40, business: 6, premium: 6, wizyconf: 4 },
  },
  members: [
    { name: 'example-north', preset: client },
    { name: 'example-south', preset: { ...client, version: '4.01.43911.4' } },
  ],
};
