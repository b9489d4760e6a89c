import type { OrderField, OrderRecipe } from './order-recipe';

const unnamed = (field: Omit<OrderField, 'published'>): OrderField => ({ ...field, published: false });

/**
 * An order in the vendor's partner community (its own pages of December 2024 to February 2026: the way from Account to order
 * is sure, and that the PBX is given when the order is confirmed; the words of its forms were not readable).
 */
export const partnerCommunity: OrderRecipe = {
  id: 'partner-community',
  title: 'Order in the partner community',
  seen: '2024–2026',
  source:
    'The vendor’s pages on its partner community, December 2024 to February 2026. The names of the fields were not readable, so they are in our words.',
  parts: [
    {
      title: 'Account',
      path: ['Account'],
      fields: [
        unnamed({ label: 'Name', value: 'customer', rule: 'filled' }),
        unnamed({ label: 'Phone', value: 'contact-phone' }),
        unnamed({ label: 'E-mail', value: 'contact-mail', rule: 'business-mail' }),
      ],
      press: [],
      note: 'Only an e-mail address of the business is taken.',
    },
    {
      title: 'What is ordered',
      path: ['Opportunity', 'Quote', 'Order'],
      fields: [
        unnamed({ label: 'Billing period', value: 'period', rule: 'filled' }),
        unnamed({ label: 'Plans', value: 'numbers' }),
      ],
      press: [],
    },
    {
      title: 'The PBX, when the order is confirmed',
      path: ['Order', 'Confirm order'],
      fields: [
        unnamed({ label: 'DNS name', value: 'pbx-name', rule: 'dns-label' }),
        unnamed({ label: 'Type of PBX', value: 'platform' }),
        unnamed({ label: 'Region', value: 'region', only: 'cloud', rule: 'filled' }),
        unnamed({
          label: 'WMS Network',
          optional: true,
          note: 'Client PBXs, each with DNS name, type and region. One PBX of a customer is licensed, the others join its network.',
        }),
      ],
      press: [],
    },
  ],
};
