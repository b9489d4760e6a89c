import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptRecipeView } from '../../../../../app/contract/terminal-views';
import type { Result } from '../../../../../app/domain/error';
import { Words } from '../../../../components/words';
import { useBefore, useStep } from '../../step-context';

/** The command of the vendor's script, and its prompts as far as they are known: kept on this computer, not with the job. */
export function ScriptRecipe() {
  const { t } = useTranslation('steps');
  const { call } = useStep();
  const [recipe, setRecipe] = useState<ScriptRecipeView | null>(null);
  useEffect(() => {
    void call('script.read', undefined).then((answer) => {
      if (answer.ok) setRecipe(answer.value);
    });
  }, [call]);
  return (
    <section className="field-group">
      <h2>{t('move.scriptTitle')}</h2>
      <p className="field-hint">
        <Words>{t('move.scriptLead')}</Words>
      </p>
      <button
        type="button"
        className="button quiet"
        onClick={() => void call('app.open', { what: 'vendor-guide' })}
      >
        {t('move.guide')}
      </button>
      {recipe && <Command key={recipe.command} recipe={recipe} taken={setRecipe} />}
      {recipe && <Prompts key={recipe.text} recipe={recipe} taken={setRecipe} />}
    </section>
  );
}

interface Part {
  recipe: ScriptRecipeView;
  taken: (recipe: ScriptRecipeView) => void;
}

/** Takes what came back, and has the plan made anew. */
function useTaken({ taken }: Part): (asking: Promise<Result<ScriptRecipeView>>) => Promise<boolean> {
  const { view, step, call } = useStep();
  return async (asking) => {
    const answer = await asking;
    if (!answer.ok) return false;
    taken(answer.value);
    return (await call('steps.look', { job: view.state.id, step: step.id })).ok;
  };
}

function Command(part: Part) {
  const { t } = useTranslation('steps');
  const { call, press } = useStep();
  const field = useRef<HTMLInputElement>(null);
  const take = useTaken(part);
  const keeping = useRef<Promise<boolean> | null>(null);
  const typed = (): string => field.current?.value.trim() ?? '';
  // The button takes the focus away and is pressed: that is to be kept once.
  const keep = (): Promise<boolean> => {
    if (typed() === part.recipe.command) return Promise.resolve(true);
    keeping.current ??= take(call('script.command', { command: typed() })).finally(() => {
      keeping.current = null;
    });
    return keeping.current;
  };
  useBefore(async () => {
    if (typed() === part.recipe.command) return true;
    await keep();
    // The plan that is carried out is one that was shown.
    return false;
  });
  return (
    <div className="field">
      <label htmlFor="script-command">{t('fields.scriptCommand')}</label>
      <input
        ref={field}
        id="script-command"
        type="text"
        defaultValue={part.recipe.command}
        autoComplete="off"
        spellCheck={false}
        aria-describedby="script-command-hint"
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          press();
        }}
      />
      <span id="script-command-hint" className="field-hint">
        {t('move.commandHint')}
      </span>
    </div>
  );
}

function Prompts(part: Part) {
  const { t } = useTranslation('steps');
  const { call } = useStep();
  const text = useRef<HTMLTextAreaElement>(null);
  const [told, setTold] = useState('');
  const take = useTaken(part);
  async function save(): Promise<void> {
    if (await take(call('script.save', { text: text.current?.value ?? '' }))) setTold(t('move.recipeSaved'));
  }
  async function hand(): Promise<void> {
    const answer = await call('script.export', undefined);
    if (answer.ok) setTold(t('move.recipeExported', { path: answer.value.path }));
  }
  return (
    <details>
      <summary>{t('move.recipe')}</summary>
      <p className="field-hint">{t('move.recipeHint')}</p>
      {part.recipe.problem !== null && <p className="field-problem">{part.recipe.problem}</p>}
      <textarea
        ref={text}
        className="recipe-text"
        rows={14}
        spellCheck={false}
        aria-label={t('move.recipe')}
        defaultValue={part.recipe.text}
      />
      <div className="row">
        <button type="button" className="button" onClick={() => void save()}>
          {t('move.recipeSave')}
        </button>
        <button type="button" className="button" onClick={() => void hand()}>
          {t('move.recipeExport')}
        </button>
        <button type="button" className="button" onClick={() => void take(call('script.restore', undefined))}>
          {t('move.recipeRestore')}
        </button>
      </div>
      <p role="status">{told}</p>
    </details>
  );
}
