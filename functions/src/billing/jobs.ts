import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { computeRun } from './compute-run'
import { ForgetAskerBody, forgetAsker } from './forget-asker'
import { publishBills } from './publish-bills'
import { resumeRuns } from './resume-runs'
import { BillsPublishedBody, tellPayers } from './tell-payers'

const body = z.object({ communityId: CommunityId, runId: Id })

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
    consumer({ type: 'billing.forget_asker', queue: 'jobs', body: ForgetAskerBody, handle: forgetAsker }),
    consumer({ type: 'bills.published', queue: 'messages', body: BillsPublishedBody, handle: tellPayers }),
  ],
  schedules: [{ name: 'resume-runs', everySeconds: 60, run: resumeRuns }],
}
