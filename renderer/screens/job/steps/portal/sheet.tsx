import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { orderings } from '../../../../../app/domain/licensing/ordering';
import { partsFor } from '../../../../../app/domain/licensing/orders/order-check';
import { platformOf } from '../../../../../app/domain/licensing/portal-form';
import { deletedOnDay, stopsOnDay } from '../../../../../app/domain/licensing/zero-licences';
import { Notice } from '../../../../components/notice';
import { Words } from '../../../../components/words';
import { recipesHref } from '../../../../route';
import { useStep } from '../../step-context';
import { Choice } from '../choice';
import { Computed } from './computed';
import { Part } from './part';
import { useOrder, useOrdering } from './use-order';
import { useUsers } from './use-users';

/** Where a new PBX is entered, part by part and field by field, in the words of the screen. */
export function Sheet() {
  const { t } = useTranslation('steps');
  const { view } = useStep();
  const users = useUsers();
  const platform = platformOf(view.state.kind);
  const { recipe } = useOrder(useOrdering());
  // A cloud PBX is not there yet, so it has no users to read.
  const canRead = view.state.kind !== 'activate-cloud';
  return (
    <section className="sheet">
      <h2>{t('portal.sheetTitle')}</h2>
      <Ordering />
      {recipe &&
        partsFor(recipe, platform).map((part) => (
          <Fragment key={part.title}>
            {/* The numbers before the fields that they go into. */}
            {canRead && part.fields.some(({ value }) => value === 'numbers') && <Computed users={users} />}
            <Part part={part} users={users} />
          </Fragment>
        ))}
      {platform === 'cloud' && (
        <Notice tone="warn" icon="warning">
          {t('portal.cloudZero', { stop: stopsOnDay, gone: deletedOnDay })}
        </Notice>
      )}
    </section>
  );
}

/** Which of the two ways this partner has; of when its words are, and where they can be changed. */
function Ordering() {
  const { t } = useTranslation('steps');
  const id = useOrdering();
  const { recipe, own } = useOrder(id);
  return (
    <Choice
      field="ordering"
      options={orderings.map((one) => one.id)}
      textOf={(one) => t(`portal.orderings.${one}`)}
      fallback={id}
      hint={
        recipe && (
          <>
            <Words>{t(own ? 'portal.seenOwn' : 'portal.seen', { seen: recipe.seen })}</Words>{' '}
            <a href={recipesHref}>{t('portal.changeWords')}</a>
          </>
        )
      }
    />
  );
}
