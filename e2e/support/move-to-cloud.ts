import { expect } from 'playwright/test';
import type { Visit, VisitSecrets } from './activate-virtual';
import { report } from './activate-virtual';
import type { Installer } from './installer';
import type { Practice } from './practice';

/** What a person needs of the pair that is practised on. */
function pairOf({ info }: Practice) {
  const { cloud, ssh, move } = info;
  if (!cloud?.ssh || !ssh || !move) throw new Error('this practice PBX has no cloud PBX to be moved to');
  const address = `${cloud.pbx.host}:${String(cloud.pbx.port)}`;
  return { cloud, ssh, move, address, door: String(cloud.ssh.port) };
}

/** The whole move as a person does it, from Home to the report; the job is left open at the report step, done. */
export async function moveToCloud(visit: Visit): Promise<VisitSecrets> {
  const { installer, seen } = visit;
  await toMove(visit);
  await startScript(visit);
  await expect(installer.button(/^Send: /)).toBeVisible({ timeout: 60_000 });
  await seen('move', 'during');
  await answerAll(installer);
  await installer.untilEnded('move', 180_000);
  await seen('move', 'after');
  await afterScript(visit);
  await report(visit);
  const { cloud, ssh } = pairOf(visit.practice);
  return { cloud: cloud.pbx.password, root: ssh.users.root ?? '' };
}

/**
 * Up to the script: nothing is moved until there.
 * @param warned what is done about what the look at the old PBX warns of
 */
export async function toMove(visit: Visit, warned: () => Promise<void> = nothing): Promise<void> {
  const { installer, practice, customer, pbxName, seen } = visit;
  await installer.click(installer.button(/^Move a PBX to the cloud/));
  await installer.at('prepare');
  await installer.prepare({ customer, pbxName, address: practice.address });
  await installer.next('connect');
  await installer.untilEnded('connect');
  await installer.next('sign-in');
  await installer.signIn();
  await installer.next('inventory');
  await takeInventory(visit);
  await warned();
  await installer.untilEnded('inventory');
  await seen('inventory', 'after');
  await installer.next('cloud');
  await meetCloud(visit);
  await seen('cloud', 'after');
  await installer.next('open-door');
  await seen('open-door', 'before');
  await installer.type('Port', pairOf(practice).door);
  await practice.cloudSsh(true);
  await installer.press('open-door');
  await installer.untilEnded('open-door');
  await installer.next('move');
}

const nothing = (): Promise<void> => Promise.resolve();

export async function takeInventory({ installer, practice, seen }: Visit): Promise<void> {
  const { ssh, move } = pairOf(practice);
  await installer.type('SSH port', String(ssh.port));
  await installer.type('SSH password', ssh.users.root ?? '');
  await installer.select(
    'Engine of the database',
    move.database.engine === 'mysql' ? 'MySQL or MariaDB' : 'SQLite3',
  );
  await installer.select('In a WMS network it is', 'In no network');
  await installer.type('Size of the database', `${String(move.database.bytes / 1e9)} GB`.slice(0, 5));
  if (await installer.button('A backup exists').isVisible())
    await installer.click(installer.button('A backup exists'));
  // The first press looks at the host key; the second one, with the key accepted, reads.
  await installer.press('inventory');
  await installer.click(installer.button('Accept this host key'));
  await seen('inventory', 'before');
  await installer.settle('inventory');
  await installer.press('inventory');
}

async function meetCloud({ installer, practice, seen }: Visit): Promise<void> {
  const { address, cloud } = pairOf(practice);
  await installer.type('Address of the cloud PBX', address);
  await installer.press('cloud');
  await installer.acceptCertificate();
  await installer.type('Admin password of the cloud PBX now', cloud.pbx.password);
  await seen('cloud', 'before');
  await installer.press('cloud');
  await installer.untilEnded('cloud');
}

/** Command, choices and the typed word; then the button. */
export async function startScript({ installer, practice, pbxName, seen }: Visit, run = false): Promise<void> {
  await installer.type('Command of the script', pairOf(practice).move.command);
  await installer.settle('move');
  for (const kind of ['Users', 'Recordings', 'Voicemail', 'Call history', 'Phonebooks', 'Sounds'])
    await installer.select(kind, 'Take along');
  if (run) await installer.click(installer.window.getByLabel('Send what is known at once'));
  await installer.type(/^Type the name of the PBX/, pbxName);
  await installer.settle('move');
  await seen('move', 'before');
  await installer.click(installer.window.getByTestId('primary'));
  await expect(installer.step('move')).toHaveAttribute('data-state', 'applying');
}

/** Lets each answer that is shown go out, until the script asks nothing any more. */
async function answerAll(installer: Installer): Promise<void> {
  const send = installer.button(/^Send: /);
  const { window } = installer;
  await expect(send).toBeVisible({ timeout: 60_000 });
  while (!(await installer.hasEnded('move')) && (await installer.stateOf('move')) !== 'failed') {
    if (await send.isVisible()) await installer.click(send);
    await window.waitForTimeout(200);
  }
}

/** Compared, closed, and what is left to a person. */
export async function afterScript({ installer, practice, seen }: Visit): Promise<void> {
  await installer.next('compare');
  if (await installer.button('Accept this certificate').isVisible()) await installer.acceptCertificate();
  await installer.press('compare');
  await installer.untilEnded('compare');
  await seen('compare', 'after');
  await installer.next('close-door');
  await practice.cloudSsh(false);
  await installer.press('close-door');
  await installer.untilEnded('close-door');
  await installer.next('after-move');
  await seen('after-move', 'before');
  for (const item of [
    'Phones and apps',
    'Trunks',
    'Name and DNS',
    'The old PBX stays',
    'Licences of the old PBX',
  ])
    await installer.click(installer.button(`${item}: Done`));
  await installer.settle('after-move');
  await installer.press('after-move');
  await installer.untilEnded('after-move');
  await seen('after-move', 'after');
}
