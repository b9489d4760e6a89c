import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderPart, OrderRecipe } from '../../../app/domain/licensing/orders/order-recipe';
import { VendorWord } from '../../components/words';
import { withLabel } from './draft';

/** Where a new PBX is ordered, part by part; what a field is called there can be changed. */
export function Parts({
  recipe,
  text,
  onChange,
}: {
  recipe: OrderRecipe;
  text: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation('recipes');
  return (
    <ol className="recipe-acts" aria-label={t('parts.title')}>
      {recipe.parts.map((part, partAt) => (
        <li key={partAt}>
          <p>
            <strong>{part.title}</strong> <Path part={part} />
          </p>
          {part.fields.map((field, fieldAt) => (
            <div className="recipe-field" key={fieldAt}>
              <span>{field.value ? t(`parts.values.${field.value}`) : t('parts.other')}</span>
              <input
                type="text"
                value={field.label}
                maxLength={80}
                aria-label={t('parts.label', {
                  value: field.value ? t(`parts.values.${field.value}`) : field.label,
                })}
                onChange={(event) => {
                  onChange(withLabel(text, partAt, fieldAt, event.target.value));
                }}
              />
              <span className="field-hint">{!field.published && t('parts.ours')}</span>
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Path({ part }: { part: OrderPart }) {
  return part.path.map((word, place) => (
    <Fragment key={place}>
      {place > 0 && ' › '}
      {typeof word === 'string' ? <VendorWord>{word}</VendorWord> : word.which}
    </Fragment>
  ));
}
