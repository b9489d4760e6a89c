import { within } from '@testing-library/dom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, cookieOf, otpOf, signInByPage, tryPractice, type Answer, type Tried } from '../testing';

let tried: Tried;
let partner: string;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-7-2fa' });
  const { login, password } = tried.practice.info().portal;
  partner = cookieOf(await tried.portal('POST', '/login', { form: { login, password } }));
});
afterEach(() => tried.end());

interface Bought {
  id: string;
  customerId: string;
  key: string;
}

async function buy(): Promise<Bought> {
  const fields = { name: 'acme', licences: { premium: 2 } };
  return (await tried.control('POST', '/buy', fields)).json() as unknown as Bought;
}

async function activate(key: string): Promise<void> {
  const cookie = await signInByPage(tried);
  await tried.page('POST', '/settings/tools/activation', { cookie, form: { userMode: key } });
}

function json({ id }: Bought): Promise<Answer> {
  return tried.portal('GET', `/api/practice/pbxs/${id}/otp`);
}

function show({ id, customerId }: Bought): Promise<Answer> {
  const path = `/customers/${customerId}/pbxs/${id}/otp`;
  return tried.portal('POST', path, { cookie: partner, form: {} });
}

describe('the lock icon of the portal', () => {
  it('is beside the PBX in the list, and on its page', async () => {
    const { id, customerId } = await buy();
    const page = async (path: string): Promise<HTMLElement> =>
      bodyOf(await tried.portal('GET', path, { cookie: partner }));
    const row = within(await page(`/customers/${customerId}/pbxs`)).getByRole('row', { name: /acme/ });
    expect(within(row).getByRole('button', { name: 'Show OTP' })).toBeTruthy();
    const own = within(await page(`/customers/${customerId}/pbxs/${id}`));
    expect(own.getByRole('button', { name: 'Show OTP' })).toBeTruthy();
  });

  it('shows the OTP of an activated PBX, the same that the PBX tells root', async () => {
    const bought = await buy();
    await activate(bought.key);
    const shown = within(bodyOf(await show(bought)));
    const otp = shown.getByLabelText<HTMLInputElement>('OTP').value;
    expect(otp).toBe(await otpOf(tried));
    expect(shown.getByRole('button', { name: 'Copy OTP to clipboard' }).getAttribute('data-copy')).toBe(otp);
    expect((await json(bought)).json()).toEqual({ otp, validMs: 600_000 });
  });

  it('shows none of a PBX it does not know yet, or cannot reach', async () => {
    const bought = await buy();
    const unknown = await show(bought);
    expect(within(bodyOf(unknown)).getByRole('alert').textContent).toContain('/usr/sbin/get_admin_otp');
    expect((await json(bought)).status).toBe(409);
    await activate(bought.key);
    expect((await json(bought)).status).toBe(200);
    await tried.control('POST', '/reboot');
    expect((await json(bought)).status).toBe(409);
    tried.wait(60_000);
    expect((await json(bought)).status).toBe(200);
    await tried.control('POST', '/fault', { name: 'other-pbx-on-this-address', arg: 'now' });
    expect((await json(bought)).status).toBe(409);
  });

  it('has nothing to show of a version that asks for no OTP', async () => {
    const six = await tryPractice({ preset: 'virtual-6' });
    await tried.end();
    tried = six;
    const bought = await buy();
    await activate(bought.key);
    expect((await json(bought)).json()).toEqual({ error: 'This version asks for no OTP.' });
    expect((await tried.portal('GET', '/api/practice/pbxs/999/otp')).status).toBe(404);
  });
});
