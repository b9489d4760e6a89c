import { Failure } from '../../domain/failure';
import type { KeptScripts } from '../../procedure/ports';
import {
  attachCommand,
  endCommand,
  keptTerminal,
  listCommand,
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
      const details = `${errors}${output}`.trim().slice(0, 500);
      // Without an exit code nobody knows whether it was.
      if (exit === null) throw new Failure('reset', undefined, details);
      throw new Failure('script-not-started', { exit }, details);
    },
    async list(session, asRoot, signal) {
      const { exit, output, errors } = await session.run(listCommand, asRoot, signal);
      // 1: there is no server of ours, and so no script.
      if (exit === 1) return [];
      if (exit === 0)
        return output.split('\n').flatMap((line) => /^pbx-move-\w+$/.exec(line.trim())?.[0] ?? []);
      throw new Failure('command-failed', { command: 'tmux list-sessions', exit: exit ?? '?' }, errors);
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
