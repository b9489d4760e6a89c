import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverView, OfferedRecipe } from '../../../app/contract/office-views';
import type { WizardError } from '../../../app/domain/error';
import { JobKind } from '../../../app/domain/job';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { go, jobHref } from '../../route';
import { InputLines, Line, Made } from './inputs';

export type JobFile = Extract<HandOverView, { kind: 'job' }>;

/** A job prepared elsewhere: what is in the file, what of it is not taken, which recipes are wanted, and the one button. */
export function TakeJob({ text, view }: { text: string; view: JobFile }) {
  const { t } = useTranslation(['office', 'common']);
  const client = useClient();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const [making, setMaking] = useState(false);
  const [error, setError] = useState<WizardError | null>(null);

  async function make(): Promise<void> {
    setMaking(true);
    const made = await client.call('handover.take', { text, theirs: [...theirs] });
    setMaking(false);
    if (made.ok) go(jobHref(made.value.job));
    else setError(made.error);
  }
  function choose(id: string, take: boolean): void {
    const next = new Set(theirs);
    if (take) next.add(id);
    else next.delete(id);
    setTheirs(next);
  }
  return (
    <>
      <Made view={view} />
      <dl className="rows">
        <Line label={t('take.kind')} value={useKind(view.jobKind)} />
        <InputLines inputs={view.inputs} />
        <Line
          label={t('take.types')}
          value={view.types && t('take.typesText', { count: view.types.lines })}
        />
      </dl>
      {!view.startable && (
        <Notice tone="warn" icon="warning">
          {t('take.notKnown', { kind: view.jobKind })}
        </Notice>
      )}
      <Known view={view} />
      {view.left.length > 0 && (
        <Notice tone="warn" icon="warning">
          {t('take.left')} <span className="office-left">{view.left.join(', ')}</span>
        </Notice>
      )}
      {view.startable && view.recipes.length > 0 && (
        <Recipes recipes={view.recipes} theirs={theirs} onChoose={choose} />
      )}
      {error && <ErrorPanel error={error} />}
      {view.startable && (
        <p className="office-decide">
          <button type="button" className="button strong" disabled={making} onClick={() => void make()}>
            {t(making ? 'take.making' : 'take.make')}
          </button>
        </p>
      )}
    </>
  );
}

/** A kind that a newer version knows has no name here. */
function useKind(kind: string): string {
  const { t } = useTranslation('common');
  const known = JobKind.safeParse(kind);
  return known.success ? t(`kinds.${known.data}`) : kind;
}

/** The job it was made from, and jobs made from it before. */
function Known({ view: { original, taken } }: { view: JobFile }) {
  const { t } = useTranslation('office');
  const before = taken.at(-1);
  return (
    <>
      {original && (
        <Notice tone="info" icon="info">
          {t('take.original')} <a href={jobHref(original)}>{t('take.openOriginal')}</a>
        </Notice>
      )}
      {before && (
        <Notice tone="info" icon="info">
          {t('take.taken')} <a href={jobHref(before)}>{t('take.openTaken')}</a>
        </Notice>
      )}
    </>
  );
}

interface RecipesProps {
  recipes: readonly OfferedRecipe[];
  theirs: ReadonlySet<string>;
  onChoose: (id: string, take: boolean) => void;
}

function Recipes({ recipes, theirs, onChoose }: RecipesProps) {
  const { t } = useTranslation('office');
  return (
    <section className="office-recipes">
      <h3>{t('take.recipes')}</h3>
      <p className="quiet-text">{t('take.recipesLead')}</p>
      <ul>
        {recipes.map((recipe) => (
          <li key={recipe.id}>
            <Recipe
              recipe={recipe}
              taken={theirs.has(recipe.id)}
              onChoose={(take) => {
                onChoose(recipe.id, take);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RecipeProps {
  recipe: OfferedRecipe;
  taken: boolean;
  onChoose: (take: boolean) => void;
}

function Recipe({ recipe, taken, onChoose }: RecipeProps) {
  const { t } = useTranslation('office');
  const name = useId();
  const { title, how, mine, theirs } = recipe;
  if (how === 'same' || how === 'not-understood') {
    return (
      <p>
        <strong>{title}</strong> {t(`take.how.${how}`)}
      </p>
    );
  }
  return (
    <fieldset>
      <legend>
        <strong>{title}</strong> {t(`take.how.${how}`)}
      </legend>
      <div className="row">
        {[false, true].map((take) => (
          <label key={String(take)} className="check">
            <input
              type="radio"
              name={name}
              checked={taken === take}
              onChange={() => {
                onChoose(take);
              }}
            />
            {t(take ? 'take.theirs' : how === 'new' ? 'take.asHere' : 'take.mine')}
          </label>
        ))}
      </div>
      <details>
        <summary>{t('take.compare')}</summary>
        <div className="office-compare">
          <Text title={t('take.mineText')} text={mine ?? ''} />
          <Text title={t('take.theirsText')} text={theirs} />
        </div>
      </details>
    </fieldset>
  );
}

function Text({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <h4>{title}</h4>
      <pre tabIndex={0} role="group" aria-label={title}>
        {text}
      </pre>
    </div>
  );
}
