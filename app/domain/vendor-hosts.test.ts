import { expect, it } from 'vitest';
import { badHosts, defaultVendorHosts, editedHosts, hostsFor } from './vendor-hosts';

it('the list is the portal and the PBX’s own name, when there is one', () => {
  expect(hostsFor(defaultVendorHosts, 'acme')).toEqual(['my.wildix.com', 'acme.wildixin.com']);
  expect(hostsFor(defaultVendorHosts, ' ')).toEqual(['my.wildix.com']);
});

it('an edited list keeps the notes of what was known and drops what is empty or there twice', () => {
  const edited = editedHosts(defaultVendorHosts, [
    'my.wildix.com',
    '',
    ' files.example:8443 ',
    'my.wildix.com',
  ]);
  expect(edited).toEqual([
    defaultVendorHosts[0],
    { host: 'files.example:8443', source: 'Added by the installer.' },
  ]);
});

it('what is no host is named', () => {
  expect(badHosts(['{name}.wildixin.com', 'a b', 'http://x', 'h:8443'])).toEqual(['a b', 'http://x']);
});
