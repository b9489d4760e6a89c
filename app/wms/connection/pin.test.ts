import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../domain/pbx';
import { createPbxPort } from '../port';
import { basic, failing, never, patient, pinOf, session, token } from '../testing/help';
import {
  makeCertificate,
  result,
  startEar,
  startHttps,
  stopAll,
  type Handler,
  type KeyAndCertificate,
} from '../testing/server';

let ours: KeyAndCertificate;
let other: KeyAndCertificate;
let authority: KeyAndCertificate;

beforeAll(async () => {
  [ours, other, authority] = await Promise.all([
    makeCertificate('ours'),
    makeCertificate('other'),
    makeCertificate('authority', { authority: true }),
  ]);
});
afterEach(stopAll);

const asPbx: Handler = (heard, response) => {
  if (heard.path.includes('version')) result(response, '6.09.20250117.1');
  else result(response, { id: '1', pbxDn: 'pbxid=000c29aabbcc,dc=wildix' });
};

const port = createPbxPort({ limits: patient, roots: [] });

async function pinOfServer(certificate: KeyAndCertificate): Promise<Certificate> {
  const server = await startHttps(certificate, asPbx);
  const pin = await pinOf(server.address);
  await server.stop();
  return pin;
}

describe('a pinned certificate', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('lets requests through to its PBX (%s)', async (maxVersion) => {
    const server = await startHttps(ours, asPbx, { maxVersion });
    const pin = await pinOf(server.address);
    const signedIn = await port.signIn({ address: server.address, pin }, [basic], never);
    expect((await signedIn.identity(never)).serial).toBe('000c29aabbcc');
    expect(server.heard.length).toBe(3);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'lets no byte through to another server (%s)',
    async (maxVersion) => {
      const pin = await pinOfServer(ours);
      const ear = await startEar(other, { maxVersion });
      for (const offer of [basic, session, token]) {
        const error = await failing(port.signIn({ address: ear.address, pin }, [offer], never));
        expect(error.code).toBe('certificate-changed');
        expect(error.params?.['was']).toBe(pin.fingerprint256);
        expect(error.params?.['now']).toBe((await pinOf(ear.address)).fingerprint256);
      }
      expect(ear.connections()).toBeGreaterThanOrEqual(3);
      expect(ear.bytes()).toBe('');
    },
  );

  it('is what the ear of these tests would hear a password under', async () => {
    const ear = await startEar(ours);
    const pin = await pinOf(ear.address);
    expect((await failing(port.signIn({ address: ear.address, pin }, [basic], never))).code).toBe('reset');
    expect(ear.bytes()).toContain('Authorization: Basic ');
  });

  it('refuses what the pinned certificate itself has signed', async () => {
    const signed = await makeCertificate('child', { signedBy: authority });
    const pin = await pinOfServer(authority);
    const ear = await startEar(signed);
    const error = await failing(port.signIn({ address: ear.address, pin }, [basic], never));
    expect(error.code).toBe('certificate-changed');
    expect(ear.bytes()).toBe('');
  });

  it('works for a certificate that an unknown authority signed', async () => {
    const signed = await makeCertificate('child', { signedBy: authority });
    const server = await startHttps(signed, asPbx);
    const pin = await pinOf(server.address);
    expect(pin.selfSigned).toBe(false);
    expect((await port.signIn({ address: server.address, pin }, [basic], never)).way).toBe('basic');
  });

  it('says that it has expired instead of connecting', async () => {
    const day = 86_400_000;
    const expired = await makeCertificate('old', {
      from: new Date(Date.now() - 9 * day),
      until: new Date(Date.now() - day),
    });
    const ear = await startEar(expired);
    const pin = await pinOf(ear.address);
    const error = await failing(port.signIn({ address: ear.address, pin }, [basic], never));
    expect(error).toMatchObject({ code: 'tls-failed', params: { reason: 'CERT_HAS_EXPIRED' } });
    expect(ear.bytes()).toBe('');
  });

  it('is noticed when it changes between two requests of one session', async () => {
    const first = await startHttps(ours, asPbx);
    const { address } = first;
    const pin = await pinOf(address);
    const signedIn = await port.signIn({ address, pin }, [basic], never);
    await first.stop();
    const ear = await startEar(other, { port: address.port });
    expect((await failing(signedIn.identity(never))).code).toBe('certificate-changed');
    expect((await failing(signedIn.setPassword('1', 'Another-Pass-2', never))).code).toBe(
      'certificate-changed',
    );
    expect(ear.bytes()).toBe('');
  });
});

describe('a certificate that the trust store accepts', () => {
  const trusting = (): ReturnType<typeof createPbxPort> =>
    createPbxPort({ limits: patient, roots: [authority.cert] });

  it('is called trusted, and works without a pin and with one', async () => {
    const server = await startHttps(await makeCertificate('child', { signedBy: authority }), asPbx);
    const { certificate } = await trusting().look(server.address, never);
    expect(certificate.trusted).toBe(true);
    for (const pin of [null, certificate]) {
      const signedIn = await trusting().signIn({ address: server.address, pin }, [basic], never);
      expect(signedIn.way).toBe('basic');
    }
  });

  it('is still compared with the pinned one', async () => {
    const server = await startHttps(await makeCertificate('child', { signedBy: authority }), asPbx);
    const { certificate: pin } = await trusting().look(server.address, never);
    const ear = await startEar(await makeCertificate('child', { signedBy: authority }));
    const error = await failing(trusting().signIn({ address: ear.address, pin }, [basic], never));
    expect(error.code).toBe('certificate-changed');
    expect(error.params?.['now']).not.toBe(pin.fingerprint256);
    expect(ear.bytes()).toBe('');
  });

  it('gives way to the normal verification: without a pin an unknown issuer gets nothing', async () => {
    const ear = await startEar(other);
    const error = await failing(trusting().signIn({ address: ear.address, pin: null }, [basic], never));
    expect(error.code).toBe('certificate-not-accepted');
    expect(ear.bytes()).toBe('');
  });

  it('must be for this host', async () => {
    const server = await startHttps(await makeCertificate('child', { signedBy: authority }), asPbx);
    const elsewhere = { ...server.address, host: 'localhost' };
    const error = await failing(trusting().signIn({ address: elsewhere, pin: null }, [basic], never));
    expect(error.code).toBe('certificate-not-accepted');
    expect(server.heard).toEqual([]);
  });
});

describe('reading a certificate to show it', () => {
  it('sends nothing and tells what was seen', async () => {
    const ear = await startEar(ours);
    const seen = await pinOf(ear.address);
    expect(seen).toMatchObject({ subject: 'CN=ours', issuer: 'CN=ours', selfSigned: true, trusted: false });
    expect(seen.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(seen.altNames).toContain('127.0.0.1');
    expect(seen.pem).toContain('BEGIN CERTIFICATE');
    expect(seen.validTo > seen.validFrom).toBe(true);
    expect(seen.validTo).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(ear.bytes()).toBe('');
  });
});
