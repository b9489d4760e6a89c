import {
  begin,
  bought,
  licences,
  report,
  toPassword,
  upToPassword,
  wire,
  type Visit,
} from './activate-virtual';
import { upgrade } from './upgrade';

const chosen = { region: 'Europe (example)', storage: '10 GB' };

/** A cloud PBX: entered in the portal, waited for, signed in to, and never activated by anybody. */
export async function activateCloud(visit: Visit): Promise<{ password: string }> {
  await begin(visit, /^Activate a cloud PBX/);
  await portal(visit);
  await cloudReady(visit);
  await toPassword(visit);
  const password = await upToPassword(visit);
  await upgrade(visit, password);
  await licences(visit);
  await report(visit);
  return { password };
}

async function portal({ installer, practice, pbxName, seen }: Visit): Promise<void> {
  await installer.next('portal');
  await seen('portal', 'before');
  await installer.type('Region', chosen.region);
  await installer.type('Storage size', chosen.storage);
  // However slow this computer is, the PBX is still to come when its step is looked at.
  await practice.speed(1);
  const { swSerial } = await practice.buyCloud(pbxName, chosen, wire);
  await installer.portal(bought, { swSerial, key: null });
  await seen('portal', 'after');
}

/** One press, and then it is only waited. */
async function cloudReady({ installer, practice, seen }: Visit): Promise<void> {
  await installer.next('cloud-ready');
  await seen('cloud-ready', 'before');
  await installer.click(installer.window.getByTestId('primary'));
  await installer.window.getByText(/^Waiting for .*, look \d+/).waitFor();
  await seen('cloud-ready', 'during');
  await practice.advance(150_000);
  await practice.speed(null);
  await installer.untilEnded('cloud-ready');
  await seen('cloud-ready', 'after');
}
