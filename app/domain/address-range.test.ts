import { describe, expect, it } from 'vitest';
import { addressesToAsk, hostsIn, parseRange, networkOfHost, subnetsOf } from './address-range';

const card = (address: string, netmask: string, internal = false) => ({
  address,
  netmask,
  family: 'IPv4',
  internal,
});

describe('a typed line', () => {
  it.each([
    ['192.168.10.3-5', ['192.168.10.3:443', '192.168.10.4:443', '192.168.10.5:443']],
    ['127.0.0.1-2:8443', ['127.0.0.1:8443', '127.0.0.2:8443']],
    ['pbx.example', ['pbx.example:443']],
    ['10.0.0.9:444', ['10.0.0.9:444']],
  ])('%s', (typed, addresses) => {
    expect(parseRange(typed)?.map(({ host, port }) => `${host}:${port}`)).toEqual(addresses);
  });

  it.each(['192.168.10.5-3', '192.168.10.1-256', '300.1.1.1-2', '1.2.3.4-5:0', 'two words', ''])(
    '%j is none',
    (typed) => {
      expect(parseRange(typed)).toBeNull();
    },
  );

  it('is asked once, however often it is typed', () => {
    expect(addressesToAsk(['10.0.0.1-2', '10.0.0.2', 'no no', '10.0.0.2:443'])).toEqual([
      '10.0.0.1',
      '10.0.0.2',
    ]);
  });
});

describe('the networks of a computer', () => {
  it('are its IPv4 networks without the loopback, each once', () => {
    expect(
      subnetsOf({
        lo: [card('127.0.0.1', '255.0.0.0', true)],
        eth0: [
          card('192.168.10.20', '255.255.255.0'),
          { ...card('fe80::1', 'ffff::'), family: 'IPv6' },
          card('192.168.10.21', '255.255.255.0'),
        ],
      }),
    ).toEqual([{ name: 'eth0', own: '192.168.10.20', searched: '192.168.10.0/24', whole: null }]);
  });

  it('are cut to the part around our own address when they are large, and that is said', () => {
    expect(subnetsOf({ eth0: [card('172.16.37.9', '255.240.0.0')] })).toEqual([
      { name: 'eth0', own: '172.16.37.9', searched: '172.16.37.0/24', whole: '172.16.0.0/12' },
    ]);
  });

  it('have their hosts but for the edges and ourselves', () => {
    const all = hostsIn({ searched: '192.168.10.0/24', own: '192.168.10.20' });
    expect([all.length, all[0], all.at(-1), all.includes('192.168.10.20')]).toEqual([
      253,
      '192.168.10.1',
      '192.168.10.254',
      false,
    ]);
    expect(hostsIn({ searched: '10.0.0.8/30', own: '10.0.0.9' })).toEqual(['10.0.0.10']);
    expect(hostsIn({ searched: '10.0.0.8/31', own: '10.0.0.8' })).toEqual(['10.0.0.9']);
  });
});

it.each([
  ['192.168.10.77', '192.168.10.0/24'],
  ['192.168.11.77', null],
  ['172.16.250.1', '172.16.8.0/24'],
  ['172.17.0.1', null],
  ['pbx.example', undefined],
  ['', undefined],
])('%s is in the network %s', (host, searched) => {
  const subnets = [
    { name: 'eth0', own: '192.168.10.5', searched: '192.168.10.0/24', whole: null },
    { name: 'eth1', own: '172.16.8.5', searched: '172.16.8.0/24', whole: '172.16.0.0/16' },
  ];
  const found = networkOfHost(subnets, host);
  expect(found === null ? null : found?.searched).toBe(searched);
});
