import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { computeRun } from './compute-run'
import { ForgetAskerBody, forgetAsker } from './forget-asker'
import { prepareBulk } from './prepare-bulk'
import { publishBills } from './publish-bills'
import { resumeBulk } from './resume-bulk'
import { resumeRuns } from './resume-runs'
import { BillsPublishedBody, tellPayers } from './tell-payers'
import { workBulk } from './work-bulk'

const body = z.object({ communityId: CommunityId, runId: Id })
const bulk = z.object({ communityId: CommunityId, jobId: Id })

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'billing.compute',
      queue: 'jobs',
      body,
      handle: (deps, { communityId, runId }) => computeRun(deps, communityId, runId),
    }),
    consumer({
      type: 'billing.publish',
      queue: 'jobs',
      body,
      handle: (deps, { communityId, runId }) => publishBills(deps, communityId, runId),
    }),
    consumer({
      type: 'billing.prepare_bulk',
      queue: 'jobs',
      body: bulk,
      handle: (deps, { communityId, jobId }) => prepareBulk(deps, communityId, jobId),
    }),
    consumer({
      type: 'billing.do_bulk',
      queue: 'jobs',
      body: bulk,
      handle: (deps, { communityId, jobId }) => workBulk(deps, communityId, jobId),
    }),
    consumer({ type: 'billing.forget_asker', queue: 'jobs', body: ForgetAskerBody, handle: forgetAsker }),
    consumer({ type: 'bills.published', queue: 'messages', body: BillsPublishedBody, handle: tellPayers }),
  ],
  schedules: [
    { name: 'resume-runs', everySeconds: 60, run: resumeRuns },
    { name: 'resume-bulk', everySeconds: 60, run: resumeBulk },
  ],
}
