import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeView } from '../../../app/contract/views';
import type { Result, WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { homeHref } from '../../route';
import '../../styles/recipes.css';

/** The page recipes: to be read, changed, restored and handed on. */
export function RecipesScreen() {
  const { t } = useTranslation('recipes');
  const client = useClient();
  const [recipes, setRecipes] = useState<RecipeView[]>([]);
  const [error, setError] = useState<WizardError | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    document.title = t('title');
    void client.call('recipes.list').then((result) => {
      if (result.ok) setRecipes(result.value);
      else setError(result.error);
    });
  }, [client, t]);
  const recipe = recipes.find(({ id }) => id === chosen) ?? recipes[0];
  return (
    <div className="recipes">
      <header>
        <a href={homeHref}>{t('back')}</a>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <nav aria-label={t('list')}>
        <ul>
          {recipes.map(({ id, title, own }) => (
            <li key={id}>
              <button
                type="button"
                className="recipe-choice"
                aria-pressed={id === recipe?.id}
                onClick={() => {
                  setChosen(id);
                }}
              >
                {title} <span data-own={own || undefined}>{t(own ? 'own' : 'shipped')}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        {error && <ErrorPanel error={error} />}
        {recipe && <Editor key={recipe.id} recipe={recipe} onChange={setRecipes} />}
      </main>
    </div>
  );
}

/** The text stays as typed when it is refused, so that it can be put right. */
function Editor({ recipe, onChange }: { recipe: RecipeView; onChange: (recipes: RecipeView[]) => void }) {
  const { t } = useTranslation('recipes');
  const client = useClient();
  const area = useRef<HTMLTextAreaElement>(null);
  const [error, setError] = useState<WizardError | null>(null);
  const [told, setTold] = useState('');
  const id = useId();

  function take(result: Result<RecipeView[]>, text: string): void {
    setError(result.ok ? null : result.error);
    setTold(result.ok ? text : '');
    if (!result.ok) return;
    onChange(result.value);
    const now = result.value.find((one) => one.id === recipe.id);
    if (area.current && now) area.current.value = now.text;
  }
  async function save(): Promise<void> {
    const text = area.current?.value ?? '';
    take(await client.call('recipes.save', { id: recipe.id, text }), t('saved'));
  }
  async function restore(): Promise<void> {
    take(await client.call('recipes.restore', { id: recipe.id }), t('restored'));
  }
  async function exportIt(): Promise<void> {
    const result = await client.call('recipes.export', { id: recipe.id });
    setError(result.ok ? null : result.error);
    setTold(result.ok ? t('exported', { path: result.value.path }) : '');
  }
  return (
    <section className="field">
      {recipe.problem !== null && (
        <Notice tone="warn" icon="warning">
          {t('problem', { problem: recipe.problem })}
        </Notice>
      )}
      {error && <ErrorPanel error={error} />}
      <label htmlFor={id}>{t('text')}</label>
      <textarea
        ref={area}
        id={id}
        spellCheck={false}
        defaultValue={recipe.text}
        aria-describedby={`${id}-hint`}
      />
      <span id={`${id}-hint`} className="field-hint">
        {t('hint')}
      </span>
      <div className="recipe-buttons">
        <button type="button" className="button primary" onClick={() => void save()}>
          {t('save')}
        </button>
        <button type="button" className="button" onClick={() => void restore()}>
          {t('restore')}
        </button>
        <button type="button" className="button" onClick={() => void exportIt()}>
          {t('export')}
        </button>
      </div>
      <p role="status">{told}</p>
    </section>
  );
}
