import type { Handlers } from '../contract/server';
import { Failure } from '../domain/failure';
import type { Manager } from '../procedure/manager';
import type { JournalsPort } from '../procedure/ports';
import { said } from '../procedure/step';
import { noteCapture } from '../procedure/steps/rma/capture';
import { listEarlierJobs } from '../procedure/steps/rma/earlier-jobs';
import { captureOfReport } from '../report/capture-of';

export interface RmaServices {
  manager: Manager;
  journals: JournalsPort;
}

/** Where a swap finds what its old PBX was: jobs on this computer, and the report of a job of another one. */
export function rmaHandlers({
  manager,
  journals,
}: RmaServices): Pick<Handlers, 'rma.jobs' | 'rma.report-file'> {
  return {
    'rma.jobs': async ({ job }) => {
      const { runner } = await manager.open(job);
      return listEarlierJobs(runner.job(), { journals });
    },
    'rma.report-file': async ({ job, text }) => {
      const told = captureOfReport(text);
      if (!told) throw new Failure('report-file-invalid');
      const { runner } = await manager.writable(job);
      if (told.practice !== runner.job().practice)
        throw new Failure(told.practice ? 'report-file-practice' : 'report-file-customer');
      const source = `report of the job ${told.job}`;
      await runner.aside('old-pbx', said('applying.report-file'), (context) =>
        noteCapture(context, told.values, { origin: 'report-file', at: told.at, source }),
      );
      await runner.replan('old-pbx');
    },
  };
}
