import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from './address';

describe('an address as typed', () => {
  it.each([
    ['pbx.example.com', 'pbx.example.com', 443],
    [' PBX.Example.com ', 'pbx.example.com', 443],
    ['pbx', 'pbx', 443],
    ['my_pbx.local', 'my_pbx.local', 443],
    ['pbx:8443', 'pbx', 8443],
    ['pbx:443', 'pbx', 443],
    ['192.168.10.20', '192.168.10.20', 443],
    ['192.168.10.20:8443', '192.168.10.20', 8443],
    ['https://192.168.10.20/wms/#x', '192.168.10.20', 443],
    ['HTTPS://pbx.wildixin.com:444/?a=b', 'pbx.wildixin.com', 444],
    ['fe80::1', 'fe80::1', 443],
    ['::1', '::1', 443],
    ['[2001:db8::5]', '2001:db8::5', 443],
    ['[2001:db8::5]:8443', '2001:db8::5', 8443],
    ['https://[2001:DB8::5]:8443/', '2001:db8::5', 8443],
    ['::ffff:192.168.1.1', '::ffff:c0a8:101', 443],
    ['Müller.example', 'xn--mller-kva.example', 443],
  ])('%s', (typed, host, port) => {
    expect(parseAddress(typed)).toEqual({ host, port });
  });

  it.each([
    '',
    '   ',
    'two words',
    'http://192.168.10.20',
    'ftp://pbx',
    'https://',
    'https://admin:secret@pbx',
    'admin@pbx',
    'pbx:0',
    'pbx:99999',
    'pbx:eighty',
    '256.1.1.1',
    '192.168.10',
    '192.168.010.20',
    '192.168.10.20.30',
    '3232238090',
    '0xC0A80A14',
    'fe80::1%eth0',
    '1:2:3',
    '2001:db8:::5',
    'pbx..local',
    '-pbx',
    'a,b',
    'name;x',
    'javascript:alert(1)',
    'someone@example.com',
    '?',
    '#',
  ])('is none when it is "%s"', (typed) => {
    expect(parseAddress(typed)).toBeNull();
  });

  it('never throws, and what it gives comes back from its own writing', () => {
    const hostLike = fc.string({ unit: fc.constantFrom(...'a b 1 9 . - _ : [ ] / @ % é'.split(' ')) });
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.domain(), fc.webUrl(), hostLike),
        (typed) => {
          const address = parseAddress(typed);
          if (address !== null) expect(parseAddress(formatAddress(address))).toEqual(address);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes every IPv4 and IPv6 address with every port', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 1, max: 65_535 }), (host, port) => {
        const typed = host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
        expect(parseAddress(host)?.port).toBe(443);
        expect(parseAddress(typed)).toEqual({ host: parseAddress(host)?.host, port });
      }),
    );
  });
});

describe('an address as shown', () => {
  it('leaves the usual port out and brackets IPv6', () => {
    expect(formatAddress({ host: 'pbx', port: 443 })).toBe('pbx');
    expect(formatAddress({ host: 'pbx', port: 8443 })).toBe('pbx:8443');
    expect(formatAddress({ host: '::1', port: 8443 })).toBe('[::1]:8443');
  });
});
