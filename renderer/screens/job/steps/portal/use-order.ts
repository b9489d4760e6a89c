import { useEffect, useState } from 'react';
import { OrderRecipe } from '../../../../../app/domain/licensing/orders/order-recipe';
import { shippedOrders } from '../../../../../app/domain/licensing/orders/shipped';
import { isOrdering, type OrderingId } from '../../../../../app/domain/licensing/ordering';
import { useClient } from '../../../../client';
import { useStep } from '../../step-context';

/** The way of ordering chosen in this step; the portal's form until one is. */
export function useOrdering(): OrderingId {
  const { step } = useStep();
  const { ordering } = step.inputs;
  return isOrdering(ordering) ? ordering : 'portal-form';
}

/** The order recipe in use on this computer, and whether it is the installer's own. */
export function useOrder(id: OrderingId): { recipe: OrderRecipe | null; own: boolean } {
  const client = useClient();
  const [own, setOwn] = useState<ReadonlyMap<string, OrderRecipe>>(new Map());
  useEffect(() => {
    let open = true;
    void client.call('recipes.list').then((result) => {
      if (!open || !result.ok) return;
      const changed = result.value.filter((one) => one.kind === 'order' && one.own && one.problem === null);
      setOwn(new Map(changed.map((one) => [one.id, OrderRecipe.parse(JSON.parse(one.text))])));
    });
    return () => {
      open = false;
    };
  }, [client]);
  const shipped = shippedOrders.find((one) => one.id === id) ?? null;
  return { recipe: own.get(id) ?? shipped, own: own.has(id) };
}
