import { describe, expect, it } from 'vitest';
import { understandMember } from './network';

describe('a PBX of the network', () => {
  it.each([
    [
      { serial: '000c29aabbcc', name: 'head', host: '192.0.2.1', version: '4.01.44168.28', master: '1' },
      {
        serial: '000c29aabbcc',
        name: 'head',
        address: '192.0.2.1',
        version: '4.01.44168.28',
        role: 'server',
      },
    ],
    [
      {
        pbxSerial: '22110000aa01',
        pbxName: 'branch',
        ip: '192.0.2.2:8443',
        ver: '6.10.20250609.6',
        role: 'Client',
      },
      {
        serial: '22110000aa01',
        name: 'branch',
        address: '192.0.2.2:8443',
        version: '6.10.20250609.6',
        role: 'client',
      },
    ],
    [
      { name: 'branch', url: 'https://branch.example.com', isMaster: false },
      { serial: '', name: 'branch', address: 'https://branch.example.com', version: '', role: 'client' },
    ],
    // What is no address, no version and no role is not told; a map inside is no text.
    [
      { title: 'x', host: 'not an address', ip: '192.0.2.9', version: 'new', role: 'king', serial: { a: 1 } },
      { serial: '', name: 'x', address: '192.0.2.9', version: '', role: null },
    ],
    [
      { id: '000c29aabbcc', host: 'x.example.com', type: 'server' },
      { serial: '000c29aabbcc', name: '', address: 'x.example.com', version: '', role: 'server' },
    ],
    [
      { id: 7, strange: 1 },
      { serial: '', name: '', address: '', version: '', role: null },
    ],
  ])('is recognised in %j', (record, told) => {
    expect(understandMember(record)).toEqual(told);
  });
});
