/**
 * The ways a text travels besides as it is: what JSON, URLs, forms, HTML and quoting make of it. Base64 is not among
 * these, since there a text looks different by its place (see {@link base64Cores}).
 */
export function encodingsOf(value: string): string[] {
  return [...new Set([value, value.normalize('NFC'), value.normalize('NFD')])].flatMap((form) => [
    form,
    ...inJson(form),
    ...inUrl(form),
    ...inHtml(form),
    form.replace(/[\\']/g, '\\$&'),
    ...inHex(form),
  ]);
}

function json(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function hexEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** As our JSON writes it, as JSON inside JSON, and as PHP's does (`\/`, and everything outside ASCII as `\uXXXX`). */
function inJson(value: string): string[] {
  const once = json(value);
  const ascii = once.replace(/[^\x20-\x7e]/g, hexEscape);
  const forHtml = once.replace(/[<>&']/g, hexEscape);
  const forms = [once, ascii, forHtml, forHtml.replace(/\\u[0-9a-f]{4}/g, upperHex)];
  return [...forms, ...forms.map((form) => form.replaceAll('/', '\\/')), json(once)];
}

function upperHex(escape: string): string {
  return `\\u${escape.slice(2).toUpperCase()}`;
}

/** Percent-encoded as in a path, strictly, and as a form does it; hex digits in both cases. */
function inUrl(value: string): string[] {
  // Half a surrogate pair cannot be encoded and would throw; UTF-8 makes it U+FFFD, as every writer does.
  const whole = Buffer.from(value, 'utf8').toString('utf8');
  const component = encodeURIComponent(whole);
  const strict = component.replace(
    /[!'()*~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const form = new URLSearchParams([['', whole]]).toString().slice(1);
  const forms = [component, strict, form, encodeURI(whole)];
  return [...forms, ...forms.map((one) => one.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()))];
}

const htmlNames: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;', '&#38;'],
  '<': ['&lt;', '&#60;'],
  '>': ['&gt;', '&#62;'],
  '"': ['&quot;', '&#34;'],
  "'": ['&apos;', '&#39;', '&#x27;'],
};

/** The usual writers' choices: names, decimal numbers, `'` as hex number, and quotes left alone (as in a text node). */
function inHtml(value: string): string[] {
  const escape = (which: RegExp, choice: number): string =>
    value.replace(which, (sign) => htmlNames[sign]?.[choice] ?? htmlNames[sign]?.at(-1) ?? sign);
  const quotesAlone = escape(/[&<>]/g, 0);
  const named = escape(/[&<>"']/g, 0);
  const mixed = named.replaceAll('&apos;', '&#39;');
  return [quotesAlone, named, mixed, named.replaceAll('&apos;', '&#x27;'), escape(/[&<>"']/g, 1)];
}

function inHex(value: string): string[] {
  const hex = Buffer.from(value, 'utf8').toString('hex');
  return [hex, hex.toUpperCase()];
}

/** Shorter than this a run of base64 letters is found by chance. */
const leastCore = 7;

/**
 * Pieces that stand in any base64 text whose bytes hold this value, whatever is before and after it (`login:value` of
 * Basic, a JSON body, the value alone). A byte falls on one of three places in base64's groups, so there are three
 * pieces, each without the letters at its ends that also hold bits of the neighbours; in both alphabets.
 */
export function base64Cores(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const cores = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const firstOwn = Math.ceil((before * 8) / 6);
    const lastOwn = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(firstOwn, lastOwn);
  });
  return cores.filter((core) => core.length >= leastCore).flatMap(base64Forms);
}

/** In both alphabets, and as JSON and URLs write the first one's `/` and `+`. */
function base64Forms(core: string): string[] {
  const forUrl = core.replaceAll('+', '-').replaceAll('/', '_');
  return [core, forUrl, core.replaceAll('/', '\\/'), encodeURIComponent(core)];
}

/** A short value's base64, alone and with the factory's login, as a whole text. */
export function wholeBase64(value: string): string[] {
  return [value, `admin:${value}`].map((text) => Buffer.from(text, 'utf8').toString('base64'));
}
