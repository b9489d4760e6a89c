import { Failure } from '../../domain/failure';
import type { KeptScripts } from '../../procedure/ports';
import {
  aliveCommand,
  attachCommand,
  endCommand,
  keptTerminal,
  newSessionName,
  startCommand,
} from './kept-terminal';

/** Scripts that outlive the line to them, by tmux on the server. */
export function createKeptScripts(): KeptScripts {
  return {
    newName: newSessionName,
    async start(session, { name, command, size, asRoot }, signal) {
      const { exit, errors, output } = await session.run(startCommand(name, command, size), asRoot, signal);
      if (exit === 0) return;
      throw new Failure(
        'script-not-started',
        { exit: exit ?? '?' },
        `${errors}${output}`.trim().slice(0, 500),
      );
    },
    async isThere(session, { name, asRoot }, signal) {
      return (await session.run(aliveCommand(name), asRoot, signal)).exit === 0;
    },
    async attach(session, { name, size, asRoot }, signal) {
      const line = await session.terminal({ ...size, ...asRoot, command: attachCommand(name) }, signal);
      return keptTerminal(line, name);
    },
    async end(session, { name, asRoot }, signal) {
      await session.run(endCommand(name), asRoot, signal);
    },
  };
}
