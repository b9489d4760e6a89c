import { OrderRecipe } from '../domain/licensing/orders/order-recipe';
import { shippedOrders } from '../domain/licensing/orders/shipped';
import { Book } from './book';

/** The order recipes of this computer, in `<data>/orders/`. */
export class OrderBook extends Book<OrderRecipe> {
  constructor(folder: string) {
    super(folder, OrderRecipe, shippedOrders);
  }
}
