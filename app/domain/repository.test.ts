import { describe, expect, it } from 'vitest';
import { laterRepositories, nextRepository } from './repository';

const named = ['rel38', 'rel40', 'rel50', 'rel60'];

describe('nextRepository', () => {
  it.each([
    ['rel38', 'rel50', 'rel40'],
    ['rel40', 'rel50', 'rel50'],
    ['rel50', 'rel50', null],
    ['rel60', 'rel50', null],
    ['rel38', '', null],
  ])('from %s towards %s is %s', (current, wanted, next) => {
    expect(nextRepository(current, wanted, named)).toBe(next);
  });

  it('goes straight to a wanted one that the PBX does not list, and nowhere from an unknown one', () => {
    expect(nextRepository('rel60', 'rel70', named)).toBe('rel70');
    expect(nextRepository(null, 'rel70', named)).toBeNull();
  });
});

it('later repositories are those with a higher number', () => {
  expect(laterRepositories('rel40', named)).toEqual(['rel50', 'rel60']);
  expect(laterRepositories(undefined, named)).toEqual([]);
});
