import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeView } from '../../../app/contract/views';
import type { WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Icon } from '../../components/icon';
import { homeHref } from '../../route';
import '../../styles/recipes.css';
import { Editor } from './editor';

/** The page recipes: to be read, changed, restored and handed on. */
export function RecipesScreen() {
  const { t } = useTranslation('recipes');
  const client = useClient();
  const [recipes, setRecipes] = useState<RecipeView[]>([]);
  const [error, setError] = useState<WizardError | null>(null);
  const [drafts, setDrafts] = useState<Record<string, string | null>>({});
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
        <a className="button quiet back" href={homeHref}>
          <Icon name="left" />
          {t('back')}
        </a>
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
                {title}{' '}
                <span data-own={own || undefined}>
                  {drafts[id] != null ? t('changed') : t(own ? 'own' : 'shipped')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        {error && <ErrorPanel error={error} />}
        {recipe && (
          <Editor
            key={recipe.id}
            recipe={recipe}
            draft={drafts[recipe.id] ?? null}
            onDraft={(draft) => {
              setDrafts({ ...drafts, [recipe.id]: draft });
            }}
            onChange={setRecipes}
          />
        )}
      </main>
    </div>
  );
}
