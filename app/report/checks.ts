import { Report } from './shape';

/** A one-page report from the window is some ten times this; less cannot hold one. */
const leastPdf = 1024;

/** What speaks against these bytes being a whole PDF; null when nothing does. */
export function checkPdf(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length <= leastPdf) return `it has only ${String(file.length)} bytes`;
  if (file.toString('latin1', 0, 5) !== '%PDF-') return 'it does not begin as a PDF does';
  if (
    !file
      .toString('latin1', file.length - 64)
      .trimEnd()
      .endsWith('%%EOF')
  )
    return 'its end is missing';
  return null;
}

/** What speaks against these bytes being a report's JSON; null when nothing does. */
export function checkJson(bytes: Uint8Array): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return 'it is not JSON';
  }
  const read = Report.safeParse(parsed);
  if (read.success) return null;
  const [issue] = read.error.issues;
  return `it does not hold a report: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
}
