import type { StepState } from '../../app/domain/job';

/** Line drawings on a 16 by 16 grid. All are decoration: the word beside them says the same. */
const drawings = {
  check: 'M3 8.5l3.2 3.2L13 5',
  checkDouble: 'M1.5 8.5l3 3 6-6.5M7.5 11.2l.5.3L14.5 5',
  circle: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  ready: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6.8 5.6v4.8L10.4 8z',
  person: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 14c.3-3 2.2-4.5 5-4.5s4.7 1.5 5 4.5',
  working:
    'M8 2v2.5M8 11.5V14M2 8h2.5M11.5 8H14M3.8 3.8l1.7 1.7M10.5 10.5l1.7 1.7M3.8 12.2l1.7-1.7M10.5 5.5l1.7-1.7',
  look: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3L14 14',
  skip: 'M3 4l4.5 4L3 12zM8.5 4L13 8l-4.5 4z',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.8 2.1C8.4 8.6 8 9 8 10M8 12.6v.2',
  warning: 'M8 2.5l6 10.8H2zM8 6.5v3.2M8 11.5v.2',
  info: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 7.3v3.4M8 5.2v.2',
  copy: 'M5.5 5.5V3h7.5v7.5h-2.5M3 5.5h7.5V13H3z',
  right: 'M6 3.5L10.5 8 6 12.5',
  left: 'M10 3.5L5.5 8 10 12.5',
  lock: 'M4 7.5h8V13H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  shield: 'M8 2l5 1.8v3.7c0 3-2 5.3-5 6.5-3-1.2-5-3.5-5-6.5V3.8zM5.7 7.8l1.7 1.7 3-3.3',
  reload: 'M13 8a5 5 0 1 1-1.5-3.5L13 6M13 2.8V6H9.8',
  home: 'M2.5 8L8 3l5.5 5M4.5 7v6h7V7',
  automatic: 'M9 2L4 9h3.5L7 14l5-7H8.5z',
  assisted: 'M2.5 3.5h11v9h-11zM2.5 6h11M7 8l1.2 3.5.7-1.4 1.4-.7z',
  panel: 'M2.5 3h11v10h-11zM10 3v10',
} as const;
export type IconName = keyof typeof drawings;

/** `size` in pixels; the colour is the text's. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}

/** Each state has a shape of its own, so that it can be told without colour. */
export const stateIcons: Record<StepState, IconName> = {
  waiting: 'circle',
  probing: 'look',
  ready: 'ready',
  'needs-person': 'person',
  applying: 'working',
  verifying: 'look',
  done: 'check',
  'already-done': 'checkDouble',
  skipped: 'skip',
  failed: 'cross',
  unknown: 'question',
};
