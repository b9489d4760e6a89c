import { SlowWay } from './slow-way';

/** A slow way in a process of its own: what the client still does after its answer must not count. */
const [host = '', port, roundTripMs] = process.argv.slice(2);
const way = new SlowWay({ host, port: Number(port) }, Number(roundTripMs));
process.on('message', () => process.send?.(way.turns));
process.on('disconnect', () => process.exit());
await way.open();
process.send?.(way.port);
