/**
 * The ways in which a text may hold a secret, for whoever takes secrets out by their value: the redactor of all that the app
 * writes, and the mask over a terminal.
 */

/** As it is, and as systems write that keep accents with their letters, or apart. */
function unicodeForms(value: string): string[] {
  return [...new Set([value, value.normalize('NFC'), value.normalize('NFD')])];
}

/**
 * The ways a text travels besides as it is: what JSON, URLs, forms, HTML, quoting and shells make of it, and hex. Base64 is
 * not among these, since there a text looks different by its place (see {@link base64Cores}).
 */
export function encodingsOf(value: string): string[] {
  const forms = unicodeForms(value).flatMap((form) => [
    form,
    ...inJson(form),
    ...inUrl(form),
    ...inHtml(form),
    ...inShell(form),
    ...inHex(form),
  ]);
  return [...new Set(forms)];
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
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8(value));
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

/** In single quotes, in double quotes, with a backslash before each sign (`printf %q`), and in `$'…'` and in code. */
function inShell(value: string): string[] {
  return [
    value.replaceAll("'", `'\\''`),
    value.replaceAll("'", `'"'"'`),
    value.replace(/["$`\\]/g, '\\$&'),
    value.replace(/[^\p{L}\p{N}_@%+=:,./-]/gu, '\\$&'),
    value.replace(/[\s'"\\|&;()<>!{}*[\]?^$`,]|^[#~]/g, '\\$&'),
    value.replace(/[\\']/g, '\\$&'),
  ];
}

/** In one, and byte by byte as programs that show bytes write it. */
function inHex(value: string): string[] {
  const bytes = Array.from(utf8(value), (byte) => byte.toString(16).padStart(2, '0'));
  const together = bytes.join('');
  return [together, together.toUpperCase(), ...[' ', ':', '\\x'].map((between) => bytes.join(between))];
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function base64(bytes: Iterable<number>): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** A text in base64, from its beginning to its end. */
export function base64Of(text: string): string {
  return base64(utf8(text));
}

/** Shorter than this a run of base64 letters is found by chance. */
export const leastBase64 = 7;

/**
 * Pieces that stand in any base64 text whose bytes hold this value, whatever is before and after it (`login:value` of
 * Basic, a JSON body, the value alone). A byte falls on one of three places in base64's groups, so there are three
 * pieces, each without the letters at its ends that also hold bits of the neighbours; in both alphabets.
 */
export function base64Cores(value: string): string[] {
  const cores = unicodeForms(value).flatMap((form) => {
    const bytes = utf8(form);
    return [0, 1, 2].map((before) => {
      const text = base64([...Array<number>(before).fill(0), ...bytes]).replace(/=+$/, '');
      const firstOwn = Math.ceil((before * 8) / 6);
      const lastOwn = Math.floor(((before + bytes.length) * 8) / 6);
      return text.slice(firstOwn, lastOwn);
    });
  });
  return cores.filter((core) => core.length >= leastBase64).flatMap(base64Forms);
}

/** In both alphabets, and as JSON and URLs write the first one's `/` and `+`. */
export function base64Forms(text: string): string[] {
  const forUrl = text.replaceAll('+', '-').replaceAll('/', '_');
  return [text, forUrl, text.replaceAll('/', '\\/'), encodeURIComponent(text)];
}
