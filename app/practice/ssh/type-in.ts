import type { Shell } from './shell';
import { readTyped } from './terminal';

/** Line by line until the user leaves; 0. */
export async function typeIn(shell: Shell): Promise<number> {
  const { user, terminal, world } = shell;
  const prompt = `${user}@${world.store.state.hostname}:~${user === 'root' ? '#' : '$'} `;
  let code = 0;
  for (;;) {
    const line = await readTyped(terminal, prompt, true);
    if (line === null || /^(exit|logout)\b/.test(line.trim())) break;
    code = await shell.run({ ...shell, status: code }, line);
  }
  return code;
}
