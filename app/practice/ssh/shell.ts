import type { SshSetup } from '../presets/preset';
import type { World } from '../world';
import type { Terminal } from './terminal';

/** The few things that can be done on a practice PBX as one of its users. */
export interface Shell {
  world: World;
  setup: SshSetup;
  user: string;
  terminal: Terminal;
  /** tmux is to speak its control mode. */
  control?: boolean;
  /** What the command before ended with; 0 if left out. */
  status?: number;
  /** Runs a line as this shell or as another made of it; gives the exit code of its last command. */
  run(shell: Shell, line: string): Promise<number>;
  /** Runs one command. */
  call(shell: Shell, words: readonly string[]): Promise<number>;
}

/** A command: its words without its name; gives its exit code. */
export type Command = (shell: Shell, words: readonly string[]) => number | Promise<number>;
export type Commands = Readonly<Record<string, Command>>;

export function say({ terminal }: Shell, text: string): number {
  terminal.out(text);
  return 0;
}

export function complain({ terminal }: Shell, text: string, code: number): number {
  terminal.error(`${text}\n`);
  return code;
}
