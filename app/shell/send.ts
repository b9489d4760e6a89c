import { eventChannel } from '../contract/channels';
import { events, type EventName, type EventOf } from '../contract/contract';
import { fullGuests } from './bridge';

/** State up to every full window, checked like any answer. */
export function send<N extends EventName>(name: N, value: EventOf<N>): void {
  const checked = events[name].parse(value);
  for (const contents of fullGuests()) contents.send(eventChannel, name, checked);
}
