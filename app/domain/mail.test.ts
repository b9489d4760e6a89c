import { describe, expect, it } from 'vitest';
import { MailDraft, mailtoOf } from './mail';

describe('a mail to be written', () => {
  it('has no receiver unless one was typed', () => {
    expect(mailtoOf({ subject: 'A b', body: 'c\nd' })).toBe('mailto:?subject=A%20b&body=c%0D%0Ad');
    expect(mailtoOf({ to: 'a+b@c.example', subject: 'x', body: '' })).toBe(
      'mailto:a%2Bb@c.example?subject=x&body=',
    );
  });

  it('what stands in it can not become another part of it', () => {
    const url = new URL(mailtoOf({ subject: 'x&bcc=a@b.example', body: 'y&cc=c@d.example#z?' }));
    expect([...url.searchParams.keys()]).toEqual(['subject', 'body']);
    expect(url.searchParams.get('body')).toBe('y&cc=c@d.example#z?');
  });

  it.each([
    ['several receivers', { to: 'a@b.example,c@d.example' }],
    ['another field', { to: 'a@b.example?bcc=c@d.example' }],
    ['another scheme', { to: 'file:///etc/passwd' }],
    ['a header of two lines', { subject: 'x\r\nBcc: a@b.example' }],
    ['too long a subject', { subject: 'x'.repeat(201) }],
    ['too long a text', { body: 'x'.repeat(4_001) }],
  ])('%s is refused', (_name, more) => {
    expect(MailDraft.safeParse({ subject: 'x', body: 'y', ...more }).success).toBe(false);
  });
});
