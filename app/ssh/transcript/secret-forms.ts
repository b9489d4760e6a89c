/** Shorter than this a run of base64 letters is found by chance. */
const leastCore = 7;

/**
 * The ways in which a terminal may show a secret: as it is, as JSON, URLs and shells write it, in hex, and inside any
 * base64 text. In base64 a secret looks different by its place, so it is looked for by the letters that hold nothing but
 * it; at most one letter on either side, with some bits of it, is left. Case is not of this: it is compared without.
 */
export function formsOf(value: string): string[] {
  const forms = new Set([value, value.normalize('NFC'), value.normalize('NFD')]);
  return [...new Set([...forms].flatMap((form) => [form, ...inJson(form), ...inUrl(form), ...inShell(form)]))]
    .concat([...forms].flatMap((form) => [...inHex(form), ...inBase64(form)]))
    .filter((form) => form !== '');
}

function inJson(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [json, ascii, json.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')];
}

function inUrl(value: string): string[] {
  // Half a letter cannot be encoded and would throw; as UTF-8 it is a sign of its own.
  const whole = Buffer.from(value, 'utf8').toString('utf8');
  const component = encodeURIComponent(whole);
  const strict = component.replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return [component, strict, new URLSearchParams([['', whole]]).toString().slice(1)];
}

/** In single quotes, in double quotes, with a backslash before each sign (`printf %q`), and in `$'…'`. */
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

function inHex(value: string): string[] {
  const bytes = [...Buffer.from(value, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  return ['', ' ', ':', '\\x'].map((between) => bytes.join(between));
}

function inBase64(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const whole = [value, `${value}\n`].map((text) => Buffer.from(text, 'utf8').toString('base64'));
  const cores = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [...whole, ...cores]
    .filter((core) => core.length >= leastCore)
    .flatMap((core) => [core, core.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(core)]);
}
