import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { countCommunity, recount } from './count-joined'
import { countEverywhere } from './count-everywhere'
import { runPrint } from './run-print'
import { tendPrints } from './tend-prints'

const community = z.object({ communityId: CommunityId })
const printing = z.object({ communityId: CommunityId, printId: Id })
const house = z.object({ communityId: CommunityId, building: z.string() })

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'identity.print', queue: 'jobs', body: printing, handle: runPrint }),
    consumer({ type: 'identity.count_building', queue: 'jobs', body: house, handle: recount }),
    consumer({ type: 'identity.count_community', queue: 'jobs', body: community, handle: countCommunity }),
  ],
  schedules: [
    { name: 'count-joined', everySeconds: 86_400, run: countEverywhere },
    { name: 'tend-prints', everySeconds: 600, run: tendPrints },
  ],
}
