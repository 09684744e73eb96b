import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { checkCommunity, checkCounted, CheckCountedBody } from './check-counted'
import { countOrder } from './count-order'
import { autoDispatch, dispatchOnShift } from './dispatch-waiting'
import { CountBody } from './figure-store'
import { fireRepairTimers } from './fire-timers'
import { TellFollowersBody, tellFollowers } from './follow'
import { ForgetReporterBody, forgetReporter } from './forget-reporter'
import { ReleaseWorkerBody, releaseWorker } from './release-worker'

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'repairs.dispatch',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, repairId: Id }),
      handle: autoDispatch,
    }),
    consumer({
      type: 'repairs.dispatch_waiting',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId }),
      handle: dispatchOnShift,
    }),
    consumer({ type: 'repairs.count', queue: 'jobs', body: CountBody, handle: countOrder }),
    consumer({
      type: 'repairs.check_counted',
      queue: 'jobs',
      body: CheckCountedBody,
      handle: async (deps, body) => void (await checkCommunity(deps, body)),
    }),
    consumer({ type: 'repairs.tell_followers', queue: 'jobs', body: TellFollowersBody, handle: tellFollowers }),
    consumer({ type: 'repairs.release_worker', queue: 'jobs', body: ReleaseWorkerBody, handle: releaseWorker }),
    consumer({ type: 'repairs.forget_reporter', queue: 'jobs', body: ForgetReporterBody, handle: forgetReporter }),
  ],
  schedules: [
    { name: 'repair-timers', everySeconds: 20, run: fireRepairTimers },
    { name: 'check-repair-figures', everySeconds: 86_400, run: checkCounted },
  ],
}
