import type { OrderRecipe } from './order-recipe';
import { partnerCommunity } from './partner-community';
import { portalForm } from './portal-form';

/** The order recipes that come with the app: both ways that a partner may have. */
export const shippedOrders: readonly OrderRecipe[] = [portalForm, partnerCommunity];
