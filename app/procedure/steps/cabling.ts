import { said, wordOf, type StepContext } from '../step';
import { reachStep } from './deploy';

/** The installer's word that the hardware was ordered: nothing here can read that. */
const bought = 'hardware-bought';

/**
 * The laptop is cabled to the new hardware, and the wizard sees whether a PBX answers. Its first access is at LAN1, from a
 * computer in the same network segment (vendor's guide for WMS 4.5); the address itself is not published, so it is typed.
 */
export const cabling = reachStep(
  'cabling',
  ['ask.lan1', 'ask.segment', 'ask.switch-on'].map((code) => said(code)),
  {
    asks: (context) => (wordOf(context.record(), bought) === null ? [said('ask.hardware-bought')] : []),
    async note(context: StepContext) {
      const order = wordOf(context.record(), bought) ?? '';
      const what = order === '' ? said('hardware-bought') : said('hardware-bought-as', { order });
      await context.evidence(what, 'person', 'the portal, by the installer');
    },
  },
);
