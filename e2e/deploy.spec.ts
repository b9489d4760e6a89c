import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { electronLaunch } from '../scripts/setup/electron.mjs';
import { openApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Screens } from './support/screens';

/** The commands that deploy a virtual PBX: from the image's file to a script that a real shell reads. */

const name = 'Müller\'s "PBX" $HOME `id`';

test('image, sum, values and script; a file that differs is gone on with only for a reason', async () => {
  const running = await openApp();
  const { window, app } = running;
  const installer = new Installer(window);
  const screens = new Screens(running, electronLaunch().tempFolder('screens'));
  const folder = electronLaunch().tempFolder('image');
  const image = join(folder, 'WMS image (neu).qcow2');
  const bytes = randomBytes(9_000_000);
  writeFileSync(image, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    await installer.newJob();
    // Nothing answers there, as before anything is deployed.
    await installer.prepare({ customer: 'Example Ltd', pbxName: 'example', address: '127.0.0.1:9' });
    await installer.next('deploy');
    await installer.click(window.getByText('Make the exact commands for the host'));
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, image);
    await installer.click(installer.button('Choose the image file'));
    await expect(window.getByText(image, { exact: true })).toBeVisible();
    await installer.click(installer.button('Calculate its SHA-256'));
    await expect(window.locator('.deploy-sum')).toHaveText(sha256);
    await installer.type('SHA-256 to compare with', `${'0'.repeat(64)}  image.qcow2`);
    await expect(window.getByText(/It differs: this is not the file/)).toBeVisible();

    await installer.select('Host and program', 'Proxmox VE, by qm');
    await installer.type('Number of users', '1200');
    await expect(window.getByLabel('CPU cores', { exact: true })).toHaveValue('3');
    await installer.type('Number of the virtual machine, which is free', '104');
    await installer.type('Memory in MB', 'much');
    await installer.type('Bridge', 'vmbr0');
    await installer.type('Storage', 'local lvm');
    await installer.type('Image file on the host (full path)', `/srv/${name}.qcow2`);
    await expect(window.getByText('A whole number, please.')).toBeVisible();
    await expect(window.getByText(/^1 value is still missing or wrong/)).toBeVisible();
    await installer.type('Memory in MB', '4096');
    const commands = window.locator('.deploy-text');
    await expect(commands).toContainText("qm create 104 --name='example' --cores=3 --memory=4096");
    await screens.keep('deploy-commands');

    const direct = new Direct(window);
    const [job] = await direct.call('jobs.list');
    if (!job) throw new Error('no job');
    await installer.click(installer.button('Save as script'));
    await expect(window.getByText(/^Saved: /)).toBeVisible();
    const script = join(running.data, 'jobs', job.id, 'deploy-proxmox.sh');
    const written = readFileSync(script, 'utf8');
    const lines = written.split('\n').slice(1, -1).join('\n');
    expect(await commands.textContent()).toBe(`(\n${lines}\n)`);
    expect(written).not.toContain('resize');
    const said = spawnSync('sh', ['-c', `qm() { printf '%s\\n' "$@"; }; . "$1"`, 'sh', script], {
      encoding: 'utf8',
    }).stdout.split('\n');
    expect(said).toContain(`--scsi0=local lvm:0,import-from=/srv/${name}.qcow2`);

    // Another profile asks for what it needs, and keeps what both know.
    await installer.select('Host and program', 'Hyper-V, by PowerShell');
    await installer.type('Name of the virtual machine', name);
    await installer.type('Virtual switch', 'LAN');
    await installer.type('Folder for the virtual machine, on the host', 'D:\\VM');
    await installer.type('Generation, 1 or 2', '2');
    await expect(commands).toContainText(
      "-Name 'Müller''s \"PBX\" $HOME `id`' -Generation 2 -MemoryStartupBytes 4096MB",
    );
    await installer.click(window.getByText('Change this profile'));
    const area = window.getByLabel('Change this profile');
    const text = await area.inputValue();
    await area.fill(text.replace('{name}', "'{name}'"));
    await installer.click(installer.button('Save the profile'));
    await expect(window.getByText(/stands in quotes/).first()).toBeVisible();
    await area.fill(text.replace('Start-VM -VM $vm', 'Start-VM -VM $vm -Verbose'));
    await installer.click(installer.button('Save the profile'));
    await expect(commands).toContainText('Start-VM -VM $vm -Verbose');
    await screens.keep('deploy-profile');
    await installer.click(installer.button('Back to the one that came with the app'));
    await expect(commands).not.toContainText('-Verbose');

    await installer.press('deploy');
    const { plan } = await direct.withJob(job.id).step('deploy');
    expect(plan.map(({ code }) => code)).toContain('warn.image-differs');
    await installer.type('SHA-256 to compare with', `sha256:${sha256.toUpperCase()}`);
    await expect(window.getByText(/It matches the SHA-256 you pasted/)).toBeVisible();
    await installer.press('deploy');
    const after = await direct.withJob(job.id).step('deploy');
    expect(after.plan.map(({ code }) => code)).not.toContain('warn.image-differs');
    expect(after.state).toBe('needs-person');
  } finally {
    await running.close();
  }
});
