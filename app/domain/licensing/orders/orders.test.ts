import { describe, expect, test } from 'vitest';
import { orderProblem, partsFor } from './order-check';
import { OrderRecipe, type OrderField } from './order-recipe';
import { shippedOrders } from './shipped';
import { orderings } from '../ordering';
import { modelOf } from '../portal-form';

const field = (rule: OrderField['rule'], optional = false): OrderField => ({
  label: 'x',
  published: false,
  ...(rule ? { rule } : {}),
  optional,
});

describe('order recipes', () => {
  test('those that come with the app are recipes, one for each way of ordering', () => {
    for (const recipe of shippedOrders) expect(OrderRecipe.parse(recipe)).toEqual(recipe);
    expect(shippedOrders.map(({ id }) => id)).toEqual(orderings.map(({ id }) => id));
    for (const { id, seen } of orderings) expect(shippedOrders.find((one) => one.id === id)?.seen).toBe(seen);
  });

  test('region and storage are asked of a cloud PBX only, the code of an appliance of hardware only', () => {
    const [form] = shippedOrders;
    if (!form) throw new Error('no recipe');
    const labels = (platform: 'cloud' | 'virtual' | 'hardware'): string[] =>
      partsFor(form, platform).flatMap(({ fields }) => fields.map(({ label }) => label));
    expect(labels('cloud')).toEqual(expect.arrayContaining(['Region', 'Storage size', 'Static IP']));
    expect(labels('virtual')).not.toEqual(expect.arrayContaining(['Region']));
    expect(labels('virtual')).not.toEqual(expect.arrayContaining(['Storage size']));
    expect(labels('hardware')).toContain('Code of the appliance');
    expect(labels('virtual')).not.toContain('Code of the appliance');
    expect([modelOf('cloud'), modelOf('virtual'), modelOf('hardware')]).toEqual([
      'WPBX-CLOUD',
      'WPBX-VM/HW',
      'WPBX-VM/HW',
    ]);
  });

  test('the guide’s fields of a PBX stand in its order', () => {
    const pbx = shippedOrders[0]?.parts.at(-1);
    expect(pbx?.path).toEqual(['Customers', { which: 'the company' }, 'PBXs', '+']);
    expect(pbx?.fields.filter(({ value }) => value).map(({ label }) => label)).toEqual([
      'Model',
      'Region',
      'Name',
      'Expire',
      'Licences',
      'Storage size',
    ]);
    expect(pbx?.press).toEqual(['Add', 'Ok']);
  });
});

describe('a value is checked before it is typed there', () => {
  test.each([
    ['filled', '', 'empty'],
    ['filled', ' x ', null],
    ['dns-label', 'acme-2', null],
    ['dns-label', 'acme.wildixin.com', 'dns-label'],
    ['dns-label', '-acme', 'dns-label'],
    ['mail', 'nobody', 'mail'],
    ['mail', 'me@gmail.com', null],
    ['business-mail', 'me@gmail.com', 'mail-not-business'],
    ['business-mail', 'me@yahoo.de', 'mail-not-business'],
    ['business-mail', 'test@acme.com', 'mail-word'],
    ['business-mail', 'me@Example.com', 'mail-word'],
    ['business-mail', 'anna@acme.com', null],
    ['business-mail', '', 'empty'],
  ] as const)('%s: %j is %j', (rule, value, problem) => {
    expect(orderProblem(field(rule), value)).toBe(problem);
  });

  test('an empty one is right where it may be left out, and where nobody knows what is right', () => {
    expect(orderProblem(field('mail', true), '')).toBeNull();
    expect(orderProblem(field('mail', true), 'nobody')).toBe('mail');
    expect(orderProblem(field(undefined), '')).toBeNull();
  });
});
