import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext } from '../context'
import { consumer, type Jobs } from '../jobs'
import { tendReminders } from './advance-reminder'
import { recountBills } from './count-debts'
import { AdvanceBody, advanceAll } from './remind'
import { runDunning } from './run-dunning'
import { startDueRuns } from './start-run'

const ref = z.object({ roomId: Id, billId: Id })

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'dunning.run',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, runId: Id }),
      handle: (deps, { communityId, runId }) => runDunning(deps, communityId, runId),
    }),
    consumer({ type: 'dunning.advance', queue: 'messages', body: AdvanceBody, handle: advanceAll }),
    consumer({
      type: 'dunning.recount',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, bills: z.array(ref).max(100) }),
      handle: (deps, { communityId, bills }) => recountBills(communityContext(deps, communityId), communityId, bills),
    }),
  ],
  schedules: [
    { name: 'dunning-due', everySeconds: 60, run: startDueRuns },
    { name: 'tend-reminders', everySeconds: 60, run: tendReminders },
  ],
}
