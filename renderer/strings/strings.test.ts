// @vitest-environment jsdom
import i18next from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../app/domain/error';
import { JobKind, JobSecret, SecretInfo, StepId, StepState, Way } from '../../app/domain/job';
import { Capability } from '../../app/domain/pbx';
import { Grade, PreflightCheck } from '../../app/domain/preflight';
import { loadStrings, startStrings } from '.';
import { errorText, hasText, say, slowText, type Group } from './said';

beforeAll(async () => {
  startStrings();
  await loadStrings('errors', 'evidence', 'field', 'job', 'report', 'steps');
});

/** Every code the app can send, by what it is; the procedure's own files are read for more, below. */
const codes: Record<Exclude<Group, 'slow'>, string> = {
  plan: `do.keep-details do.check-address do.pin-certificate do.sign-in do.read-capabilities do.change-password
    do.try-new-password do.try-old-password do.backup do.upgrade do.reboot do.wait-return do.same-pbx do.wait-upgrade
    do.keep-serial do.check-activation do.set-types do.write-report do.page-click do.page-click-if-asked do.page-fill do.page-fill-if-asked do.page-choose do.page-leave do.page-tick do.page-wait do.page-read
    do.page-read-table do.check-types do.look-host-key do.pin-host-key do.read-otp ask.accept-host-key ask.ssh-root-password warn.host-key-changed
    ask.set-password ask.upgrade-by-hand ask.nothing-newer ask.upgrade-over ask.set-types-by-hand do.make-token do.delete-token ask.other-way ask.password-works ask.input ask.deploy-image ask.deploy-network
    ask.deploy-start ask.connect-address ask.accept-certificate ask.password ask.new-password ask.keep-password ask.backup-exists
    ask.portal-entry ask.sw-serial ask.pbx-key ask.open-activation ask.paste-key ask.press-activate ask.say-activated
    do.portal-numbers do.portal-order do.portal-zero do.portal-back do.read-numbers ask.portal-numbers ask.portal-order
    ask.portal-zero ask.portal-back ask.come-back ask.month-ends-soon ask.same-period ask.no-numbers
    ask.period-not-offered ask.renewal-near ask.one-sitting ask.other-numbers warn.renewal-near warn.term-over
    warn.upgrade-lowers warn.fewer-than-used warn.cloud-zero warn.numbers-differ
    warn.differs-name warn.differs-licences warn.differs-users warn.differs-types warn.differs-devices
    ask.review-types ask.finish-steps warn.clock-skew warn.certificate-expires
    warn.image-differs
    warn.no-basic warn.vendor-unreachable warn.certificate-changed warn.more-than-bought`,
  progress: `applying.connect applying.sign-in applying.capabilities applying.password applying.check-new
    applying.check-old applying.backup applying.upgrade-start applying.upgrade applying.reboot applying.outage applying.silence
    applying.users applying.types applying.types-some-failed applying.types-rest applying.report applying.token applying.delete-token applying.preflight applying.vendor-hosts applying.find
      applying.api-doc applying.ssh applying.report-file assisted.click
      assisted.fill assisted.choose assisted.tick assisted.wait assisted.wait-says assisted.read assisted.read-table
      assisted.ask assisted.ask-otp applying.numbers`,
  refusal: `empty several-words url email serial version too-short too-long strange-signs api-token factory unsafe-sign
    not-a-token same-as-old`,
  weakness: `too-short no-upper no-lower no-digit no-symbol unsafe-sign factory repeats`,
  wayReason: `way.recipe-fits way.recipe-too way.by-hand way.no-recipe way.secret-missing way.no-admin-id way.no-upgrade-route way.route-works way.no-activation-route way.portal-only way.needs-you way.files-here way.best-source`,
  notice: `journal-torn-line keychain-missing token-deleted token-gone token-left`,
  readOnly: `read-only.journal-broken read-only.journal-locked read-only.journal-newer read-only.closed`,
  evidence: `details-given address-answers looks-like-pbx clock-skew certificate-seen certificate-trusted
    certificate-pinned certificate-repinned signed-in version-read serial-read serial-not-told capabilities-read
    password-changed new-password-works old-password-refused password-kept backup-made backup-confirmed
    upgrade-none-offered upgrade-started rebooted same-pbx version-changed sw-serial-given
    pbx-key-given portal-entry-made activated-read activated-said sw-serial-matches licence-numbers-read users-read devices-read
    types-set types-read-back types-reviewed report-written token-made token-works token-not-made token-deleted
    token-gone token-left password-not-provable password-works preflight vendor-hosts host-key-seen host-key-pinned host-key-repinned
    ssh-old otp-read otp-not-read old-certificate-pinned old-certificate-repinned captured-name captured-version
    captured-serial captured-swSerial captured-licences captured-userCount captured-types captured-users
    captured-devices swap-request swap-cabled swap-deployed
    image-same image-differs hw-serial-read hw-serial-given`,
  why: `not-reached address.is-one address.none address.is-none name.resolves name.is-ip tcp.connects tls.speaks
    certificate.trusted certificate.expired certificate.not-yet certificate.expires-soon certificate.self-signed
    certificate.not-trusted wms.is-one wms.not-one clock.agrees clock.differs clock.not-told version.told
    version.not-told space.not-told sign-in.basic sign-in.no-basic sign-in.not-seen vendor.reached vendor.not-asked`,
  todo: `address.none address.is-none certificate.expired certificate.not-yet certificate.expires-soon
    certificate.self-signed certificate.not-trusted wms.not-one clock.differs clock.not-told version.not-told
    space.not-told sign-in.no-basic sign-in.not-seen vendor.not-asked vendor.error`,
  action: `portal-numbers portal-order portal-zero portal-back change-password try-old-password make-backup start-upgrade reboot write-types set-type write-report make-token
    delete-token page-click page-fill page-choose page-tick upgrade-by-page ssh-command`,
};

test.each(Object.entries(codes))('every %s code has its text', (group, list) => {
  const missing = list.split(/\s+/).filter((code) => !hasText(group as Group, code));
  expect(missing).toEqual([]);
});

test.each(StepId.options)('step %s has its texts', (step) => {
  expect(hasText('progress', `probing.${step}`) && hasText('progress', `verifying.${step}`)).toBe(true);
});

test.each(errorCodes)('error %s says what happened, what it means and what to try', (code) => {
  const text = errorText(code, {});
  expect(text.title.length).toBeGreaterThan(5);
  expect(text.meaning.length).toBeGreaterThan(20);
  expect(text.tryFirst.length).toBeGreaterThan(0);
});

/** Codes as they stand in the source of the steps: a new one without a text fails here. */
test('every code said by the procedure has its text', () => {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = join(here, '../../app/procedure');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  const said = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\bsaid\(\s*'([^']+)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  expect(said.length).toBeGreaterThan(30);
  const known: Group[] = ['plan', 'progress', 'evidence', 'wayReason', 'notice', 'readOnly'];
  expect(said.filter((code) => !known.some((group) => hasText(group, code)))).toEqual([]);
});

describe('closed lists of the domain are all in words', () => {
  const lists: [string, readonly string[]][] = [
    ['common:states', StepState.options],
    ['common:ways', Way.options],
    ['common:steps', StepId.options],
    ['common:kinds', JobKind.options],
    ['job:status', StepState.options],
    ['evidence:secrets', JobSecret.options],
    ['steps:secret.origin', SecretInfo.shape.origin.options],
    ['evidence:capabilityNames', Capability.shape.name.options],
    ['field:checks', PreflightCheck.options],
    ['field:grades', Grade.options],
  ];
  test.each(lists)('%s', (base, list) => {
    expect(list.filter((code) => !i18next.exists(`${base}.${code}`))).toEqual([]);
  });
});

/** `JSON.parse` keeps the last of two equal keys and says nothing, so the texts are read key by key. */
function repeatedKeys(json: string): string[] {
  const open: Set<string>[] = [];
  const repeated: string[] = [];
  for (const [token, key] of json.matchAll(/"((?:[^"\\]|\\.)*)"\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (key !== undefined) {
      if (open.at(-1)?.has(key)) repeated.push(key);
      open.at(-1)?.add(key);
    }
  }
  return repeated;
}

const texts = join(dirname(fileURLToPath(import.meta.url)), 'en');
test.each(readdirSync(texts))('%s has each key once', (name) => {
  expect(repeatedKeys('{"a": {"x": "{", "x": 1}, "b": {"x": "a: "}}')).toEqual(['x']);
  expect(repeatedKeys(readFileSync(join(texts, name), 'utf8'))).toEqual([]);
});

describe('values in a text', () => {
  test('codes are put into words, foreign words are kept', () => {
    expect(say('plan', { code: 'ask.input', params: { field: 'pbxName' } })).toBe('Fill in: PBX name.');
    expect(say('plan', { code: 'ask.finish-steps', params: { steps: 'deploy, sign-in' } })).toContain(
      'Deploy the image and Trust and sign in',
    );
    expect(
      say('plan', { code: 'warn.more-than-bought', params: { types: 'premium 5/2, xb-business 3/1' } }),
    ).toContain('Premium 5/2 and xb-business 3/1');
  });

  test('a number chooses the plural form', () => {
    expect(say('evidence', { code: 'users-read', params: { count: 1 } })).toBe('1 user was read.');
    expect(say('evidence', { code: 'report-written', params: { files: 2 } })).toBe(
      'The report was written: 2 files.',
    );
  });

  test('nothing that could keep a script alive is said in words', () => {
    const params = { was: 'tmux', now: '–' };
    expect(say('plan', { code: 'warn.since-keeper', params })).toContain(
      'tmux before, neither tmux nor screen now',
    );
  });

  test('a code without a text is shown as it is', () => {
    expect(say('evidence', { code: 'brand-new' })).toBe('brand-new');
  });

  test('a wait without texts of its own gets the general ones', () => {
    expect(slowText('applying.outage').normal).not.toBe(slowText('applying.nothing-known').normal);
    expect(slowText('applying.nothing-known').check.length).toBeGreaterThan(0);
  });
});
