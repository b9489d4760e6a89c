import { sumOf } from '../domain/rma/earlier';
import type { CaptureValues } from '../domain/rma/capture';
import { Report } from './shape';

/** `practice`: it tells of a practice PBX, which proves nothing about a customer's. */
interface ToldCapture {
  values: CaptureValues;
  at: string;
  job: string;
  practice: boolean;
}

/** What a report of an earlier job tells of its PBX, and of when; null where the text is no such report. */
export function captureOfReport(text: string): ToldCapture | null {
  const parsed = Report.safeParse(parse(text));
  if (!parsed.success) return null;
  const { pbx, licences, madeAt, job } = parsed.data;
  const types = licences.types.flatMap(({ type, usersAfter, usersBefore }) => {
    const users = usersAfter ?? usersBefore;
    return users === null || users === 0 ? [] : [{ type, users }];
  });
  const bought = licences.types.filter((one) => one.bought !== null);
  return {
    values: {
      name: pbx.name || null,
      version: pbx.versionAfter,
      serial: pbx.serial,
      swSerial: pbx.swSerial,
      licences: bought.length > 0 ? bought.map(({ type, bought, used }) => ({ type, bought, used })) : null,
      types: types.length > 0 ? types : null,
      userCount: sumOf(types),
    },
    at: madeAt,
    job: job.id,
    practice: job.practice,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
