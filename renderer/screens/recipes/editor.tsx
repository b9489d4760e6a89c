import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeView } from '../../../app/contract/views';
import type { Result, WizardError } from '../../../app/domain/error';
import { useClient } from '../../client';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { Acts } from './acts';
import { orderIn, recipeIn } from './draft';
import { Parts } from './parts';

/**
 * One recipe, as sentences and as its text: both show the same draft, and what is refused on saving stays to be put right.
 * `draft` is null as long as nothing was changed.
 */
export function Editor({
  recipe,
  draft,
  onDraft,
  onChange,
}: {
  recipe: RecipeView;
  draft: string | null;
  onDraft: (text: string | null) => void;
  onChange: (recipes: RecipeView[]) => void;
}) {
  const { t } = useTranslation('recipes');
  const client = useClient();
  const [error, setError] = useState<WizardError | null>(null);
  const [told, setTold] = useState('');
  const text = draft ?? recipe.text;
  const read = recipe.kind === 'page' ? recipeIn(text) : null;
  const order = recipe.kind === 'order' ? orderIn(text) : null;
  const isRead = read !== null || order !== null;

  function take(result: Result<RecipeView[]>, said: string): void {
    setError(result.ok ? null : result.error);
    setTold(result.ok ? said : '');
    if (!result.ok) return;
    onDraft(null);
    onChange(result.value);
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
      {read && (
        <p className="field-hint">
          {read.source} {t('acts.legend')}
        </p>
      )}
      {order && (
        <p className="field-hint">
          {t('parts.seen', { seen: order.seen })} {order.source}
        </p>
      )}
      {read && <Acts recipe={read} text={text} onChange={onDraft} />}
      {order && <Parts recipe={order} text={text} onChange={onDraft} />}
      {!isRead && (
        <Notice tone="warn" icon="warning">
          {t('notRead')}
        </Notice>
      )}
      <RecipeText text={text} open={!isRead} onChange={onDraft} />
      <div className="recipe-buttons">
        <button
          type="button"
          className="button primary"
          disabled={draft === null}
          onClick={() => {
            void client.call('recipes.save', { id: recipe.id, text }).then((result) => {
              take(result, t('saved'));
            });
          }}
        >
          {t('save')}
        </button>
        <button
          type="button"
          className="button"
          disabled={draft === null}
          onClick={() => {
            onDraft(null);
          }}
        >
          {t('discard')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!recipe.own}
          onClick={() => {
            void client.call('recipes.restore', { id: recipe.id }).then((result) => {
              take(result, t('restored'));
            });
          }}
        >
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

function RecipeText({
  text,
  open,
  onChange,
}: {
  text: string;
  open: boolean;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation('recipes');
  const id = useId();
  return (
    <details open={open}>
      <summary>{t('asText')}</summary>
      <label htmlFor={id}>{t('text')}</label>
      <textarea
        id={id}
        rows={24}
        spellCheck={false}
        value={text}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <span id={`${id}-hint`} className="field-hint">
        {t('hint')}
      </span>
    </details>
  );
}
