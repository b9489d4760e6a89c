import { describe, expect, it } from 'vitest';
import { createClock } from './clock';

describe('the clock', () => {
  it('runs inside as many times faster, and goes on after a restart at another speed', () => {
    let wall = 1_000;
    const clock = createClock({ speed: 10, wall: () => wall });
    wall += 500;
    expect(clock.inside()).toBe(5_000);
    clock.advance(100);
    const saved = clock.anchor();
    wall += 1_000;
    const later = createClock({ speed: 1, saved, wall: () => wall });
    expect(later.inside()).toBe(6_100);
  });

  it('runs at another speed from when that is set', () => {
    let wall = 0;
    const clock = createClock({ speed: 60, wall: () => wall });
    wall += 10;
    clock.setSpeed(1);
    wall += 10;
    expect(clock.inside()).toBe(610);
    clock.setSpeed(2);
    wall += 10;
    expect(clock.inside()).toBe(630);
  });

  it('never runs backwards when the outside clock is set back', () => {
    let wall = 10_000;
    const clock = createClock({ speed: 1, wall: () => wall });
    wall += 1_000;
    expect(clock.inside()).toBe(1_000);
    wall -= 5_000;
    expect(clock.inside()).toBe(1_000);
    wall += 10;
    expect(clock.inside()).toBe(1_010);
  });
});
