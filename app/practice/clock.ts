/** Two times: the outside one (what the wall says) and the inside one (in which the practice PBX lives, perhaps faster). */
export interface Clock {
  /** Milliseconds since 1970, never sped up: `Date` headers, logs and token ends, which a client compares with its own clock. */
  wall(): number;
  /** Milliseconds of the practice PBX's own life: upgrades, outages and blocks are measured with it. */
  inside(): number;
  /** Lets inside time jump forward at once. */
  advance(ms: number): void;
  /** From now on inside time runs so many times faster. */
  setSpeed(speed: number): void;
  /** What must be remembered so that inside time goes on after a restart. */
  anchor(): ClockAnchor;
}

/** A moment in both times; kept in the state file. */
export interface ClockAnchor {
  wall: number;
  inside: number;
}

/** How a clock is made. `wall` is replaced in tests; it is the only place where the real time enters the practice PBX. */
export interface ClockOptions {
  speed: number;
  saved?: ClockAnchor | undefined;
  wall?: (() => number) | undefined;
}

/**
 * Inside time goes on while the program is not running, as a PBX goes on while nobody looks at it; an
 * outside clock that was set back only holds it.
 */
export function createClock({ speed: first, saved, wall = Date.now }: ClockOptions): Clock {
  let speed = first;
  let last: ClockAnchor = saved ?? { wall: wall(), inside: 0 };
  const anchor = (): ClockAnchor => {
    const now = wall();
    last = { wall: now, inside: last.inside + Math.max(0, now - last.wall) * speed };
    return last;
  };
  return {
    wall,
    inside: () => anchor().inside,
    advance: (ms) => {
      last = { ...anchor(), inside: last.inside + ms };
    },
    setSpeed: (next) => {
      anchor();
      speed = next;
    },
    anchor,
  };
}
