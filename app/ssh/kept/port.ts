import { Failure } from '../../domain/failure';
import type { Keeper } from '../../domain/move/facts';
import type { KeptScript, KeptScripts, SshOutput, SshSession, SshTerminal } from '../../procedure/ports';
import { newSessionName, type Size } from './lasting';
import * as screen from './screen-terminal';
import * as tmux from './tmux-terminal';

/** How one program keeps a script. */
interface Way {
  start: (name: string, command: string, size: Size) => string;
  list: string;
  /** Names, from how {@link list} ended; null: that says nothing. */
  names: (output: SshOutput) => string[] | null;
  attach: (
    session: SshSession,
    script: KeptScript & { size: Size },
    signal: AbortSignal,
  ) => Promise<SshTerminal>;
  end: (name: string) => string;
}

/** How a shell says that there is no such program: then there is no session of it either. */
const noProgram = 127;

const ways: Readonly<Record<Keeper, Way>> = {
  tmux: {
    start: tmux.startCommand,
    list: tmux.listCommand,
    names: ({ exit, output }) => {
      // 1: there is no server of ours, and so no script.
      if (exit === 1 || exit === noProgram) return [];
      return exit === 0
        ? output.split('\n').flatMap((line) => /^pbx-move-\w+$/.exec(line.trim())?.[0] ?? [])
        : null;
    },
    async attach(session, { name, size, asRoot }, signal) {
      const command = tmux.attachCommand(name);
      return tmux.keptTerminal(await session.terminal({ ...size, ...asRoot, command }, signal), name);
    },
    end: tmux.endCommand,
  },
  screen: {
    start: screen.startCommand,
    list: screen.listCommand,
    names: ({ exit, output, errors }) => {
      if (exit === noProgram) return [];
      return exit === null ? null : screen.namesIn(`${output}\n${errors}`);
    },
    async attach(session, { name, size, asRoot }, signal) {
      const open = (command: string): Promise<SshTerminal> =>
        session.terminal({ ...size, ...asRoot, command }, signal);
      const log = await open(screen.logCommand(name));
      try {
        return screen.screenTerminal(log, await open(screen.attachCommand(name)), name);
      } catch (thrown) {
        log.end();
        throw thrown;
      }
    },
    end: screen.endCommand,
  },
};

/** Scripts that outlive the line to them, by tmux or screen on the server. */
export function createKeptScripts(): KeptScripts {
  return {
    newName: newSessionName,
    async start(session, { keeper, name, command, size, asRoot }, signal) {
      const start = ways[keeper].start(name, command, size);
      const { exit, errors, output } = await session.run(start, asRoot, signal);
      if (exit === 0) return;
      const details = `${errors}${output}`.trim().slice(0, 500);
      // Without an exit code nobody knows whether it was.
      if (exit === null) throw new Failure('reset', undefined, details);
      throw new Failure('script-not-started', { exit }, details);
    },
    async list(session, { keeper, asRoot }, signal) {
      const told = await session.run(ways[keeper].list, asRoot, signal);
      const names = ways[keeper].names(told);
      if (names) return names;
      const command = `${keeper}, for its sessions`;
      throw new Failure('command-failed', { command, exit: told.exit ?? '?' }, told.errors);
    },
    attach: (session, script, signal) => ways[script.keeper].attach(session, script, signal),
    async end(session, { keeper, name, asRoot }, signal) {
      await session.run(ways[keeper].end(name), asRoot, signal);
    },
  };
}
