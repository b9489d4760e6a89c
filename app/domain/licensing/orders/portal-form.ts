import type { OrderField, OrderRecipe } from './order-recipe';

const told = (field: Omit<OrderField, 'published'>): OrderField => ({ ...field, published: true });
const unnamed = (field: Omit<OrderField, 'published'>): OrderField => ({ ...field, published: false });

/**
 * The form of the vendor's portal (the licensing guide, readable texts of 2018 to 2024: sure). Its form of a company is told
 * without the names of its fields, so those are in our words.
 */
export const portalForm: OrderRecipe = {
  id: 'portal-form',
  title: 'Form of the portal',
  seen: '2018–2024',
  source:
    'The vendor’s guide to licensing and activation, 2018 to 2024. How the fields of the company and its contact are called there is not published.',
  parts: [
    {
      title: 'Hardware, bought first',
      path: ['Cart'],
      fields: [unnamed({ label: 'Code of the appliance', note: 'WPBX-HW' })],
      press: [],
      only: 'hardware',
      note: 'Nothing to do where the box is here already.',
    },
    {
      title: 'Customer',
      path: ['Customers', 'Add'],
      fields: [unnamed({ label: 'Company', value: 'customer', rule: 'filled' })],
      press: ['Save'],
      note: 'Skip it where the customer is there already.',
    },
    {
      title: 'Contact',
      path: ['Customers', { which: 'the company' }],
      fields: [
        unnamed({ label: 'Name', value: 'contact-name' }),
        unnamed({ label: 'Phone', value: 'contact-phone', optional: true }),
        unnamed({ label: 'E-mail', value: 'contact-mail', rule: 'mail' }),
        told({ label: 'License', optional: true }),
      ],
      press: ['Add'],
      note: 'At least one is needed.',
    },
    {
      title: 'PBX',
      path: ['Customers', { which: 'the company' }, 'PBXs', '+'],
      fields: [
        told({
          label: 'Licenses type',
          optional: true,
          note: 'Since 2023: Collaboration or x-bees, as was ordered.',
        }),
        told({ label: 'Model', value: 'model' }),
        told({ label: 'Region', value: 'region', only: 'cloud', rule: 'filled' }),
        told({ label: 'Name', value: 'pbx-name', rule: 'dns-label' }),
        told({ label: 'Expire', value: 'period', rule: 'filled' }),
        told({ label: 'Licences', value: 'numbers' }),
        told({ label: 'Storage size', value: 'storage', only: 'cloud' }),
        told({ label: 'Static IP', optional: true, only: 'cloud', note: 'Where one was ordered.' }),
      ],
      press: ['Add', 'Ok'],
      note: 'Ok accepts the fee.',
    },
  ],
};
