import type { ScriptPort } from '../../procedure/ports';

/** Loaded when a script is run, which on most jobs is never. */
export const scriptPort: ScriptPort = {
  run: async (terminal, options, signal) =>
    (await import('./script-run')).runScript(terminal, options, signal),
};
