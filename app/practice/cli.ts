import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { helpText, readOptions, type CliOptions } from './cli-options';
import { readProfile } from './profile/profile';
import { startPractice, type PracticeHandle, type PracticeInfo } from './practice';

/** Runs until it is told to stop: by a signal, or by the end of the input when `--stdin-ends` is given. */
async function main(words: string[]): Promise<void> {
  const options = readOptions(words);
  if (options.help) {
    process.stdout.write(`${helpText()}\n`);
    return;
  }
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'practice-pbx-'));
  const { profileFile } = options;
  const profile = profileFile === undefined ? undefined : readProfile(readFileSync(profileFile, 'utf8'));
  const practice = await startPractice({ ...options, profile, directory: resolve(directory) });
  stopWhenTold(practice, options);
  const info = practice.info();
  process.stdout.write(options.json ? `${JSON.stringify(info)}\n` : `${inWords(info)}\n`);
}

function stopWhenTold(practice: PracticeHandle, { stdinEnds }: CliOptions): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    practice.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (stdinEnds) process.stdin.once('end', stop).resume();
}

function inWords({ preset, pbx, ssh, cloud, members, move, portal, control, state }: PracticeInfo): string {
  return [
    `Practice PBX "${preset}" is running. Stop it with Ctrl+C.`,
    '',
    ...pbxInWords('PBX', pbx),
    ...(ssh ? sshInWords('SSH', ssh) : []),
    ...members.flatMap((member) => pbxInWords('Client', member)),
    ...(cloud ? pbxInWords('Cloud', cloud.pbx) : []),
    ...(cloud?.ssh ? sshInWords('its SSH', cloud.ssh, 'closed until it is opened in the portal') : []),
    ...(move ? [`  Move     ${move.command}   (practice only)`] : []),
    `  Portal   ${portal.url}`,
    `           sign-in: ${portal.login} / ${portal.password}`,
    `           certificate SHA-256: ${portal.fingerprint256}`,
    `  Control  ${control.url}   bearer token: ${control.token}`,
    `  State    ${state}`,
  ].join('\n');
}

function pbxInWords(name: string, pbx: PracticeInfo['pbx']): string[] {
  return [
    `  ${name.padEnd(8)} ${pbx.url}   WMS ${pbx.version}, serial ${pbx.serial}`,
    `           first sign-in: ${pbx.login} / ${pbx.password}`,
    `           certificate SHA-256: ${pbx.fingerprint256}`,
  ];
}

function sshInWords(
  name: string,
  { host, port, fingerprint, users }: NonNullable<PracticeInfo['ssh']>,
  note?: string,
): string[] {
  const logins = Object.entries(users).map(([user, password]) => `${user} / ${password}`);
  return [
    `  ${name.padEnd(8)} ssh -p ${port} root@${host}${note === undefined ? '' : `   (${note})`}`,
    `           sign-in: ${logins.join(', ')}`,
    `           host key: ${fingerprint}`,
  ];
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
