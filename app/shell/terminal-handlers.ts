import { shell } from 'electron';
import type { Handlers } from '../contract/server';
import type { ScriptRecipeView } from '../contract/terminal-views';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import type { ScriptRun } from '../procedure/ports';
import { scriptText, type ScriptBook } from './script-book';
import type { TerminalHost } from './terminal-host';

export interface TerminalServices {
  terminals: TerminalHost;
  script: ScriptBook;
}

type Part = Pick<Handlers, Extract<keyof Handlers, `terminal.${string}` | `script.${string}`>>;

/** The person at the terminal of a move, and the recipe of its script. */
export function terminalHandlers({ terminals, script }: TerminalServices): Part {
  const runOf = (job: JobId): ScriptRun => {
    const run = terminals.of(job)?.run;
    if (!run) throw new Failure('not-now', { step: 'move' });
    return run;
  };
  return {
    'terminal.open': ({ job }) => terminals.begin(job),
    'terminal.drawn': ({ job, signs }) => terminals.of(job)?.drawn(signs),
    // After the end there is nobody to type to, and nothing to complain about.
    'terminal.type': ({ job, keys }) => terminals.of(job)?.run?.type(keys),
    'terminal.resize': ({ job, cols, rows }) => terminals.of(job)?.run?.resize(cols, rows),
    // Where another prompt stands there by now nothing is sent, and the window shows what is asked: a second press is no answer.
    'terminal.answer': ({ job, prompt, answer, secret }) => {
      runOf(job).answer(answer, secret, prompt);
    },
    'terminal.decide': ({ job, prompt, send }) => {
      const run = runOf(job);
      if (send) run.approve(prompt);
      else run.decline(prompt);
    },
    ...scriptHandlers(script),
  };
}

function scriptHandlers(script: ScriptBook): Pick<Handlers, Extract<keyof Handlers, `script.${string}`>> {
  const view = (): ScriptRecipeView => {
    const { recipe, own, problem } = script.get();
    return { text: scriptText(recipe), command: recipe.command, own, problem };
  };
  const after = (act: () => void): ScriptRecipeView => {
    act();
    return view();
  };
  return {
    'script.read': view,
    'script.save': ({ text }) => after(() => script.save(text)),
    'script.command': ({ command }) => after(() => script.saveCommand(command)),
    'script.restore': () => after(() => script.restore()),
    'script.export': () => {
      const path = script.export();
      shell.showItemInFolder(path);
      return { path };
    },
  };
}
