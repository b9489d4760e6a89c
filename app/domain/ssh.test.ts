import { expect, test } from 'vitest';
import { parsePort, parseUser } from './ssh';

test.each([
  ['', 22],
  [' 2222 ', 2222],
  ['65535', 65_535],
  ['0', null],
  ['65536', null],
  ['22a', null],
  ['-1', null],
])('the port %j is %s', (typed, port) => {
  expect(parsePort(typed)).toBe(port);
});

test.each([
  ['', 'root'],
  [' admin ', 'admin'],
  ['a b', null],
  ["x'; rm", null],
  ['-oProxyCommand', null],
])('the user %j is %s', (typed, user) => {
  expect(parseUser(typed)).toBe(user);
});
