import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { expireExports } from './expire'
import { restoreCommunity } from './restore-community'
import { writeCommunity } from './write-community'
import { writeList } from './write-list'

const body = z.object({ communityId: CommunityId, personId: Id, exportId: Id })

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'exports.list', queue: 'jobs', body, handle: writeList }),
    consumer({ type: 'exports.community', queue: 'jobs', body, handle: writeCommunity }),
    consumer({ type: 'exports.restore', queue: 'jobs', body, handle: restoreCommunity }),
  ],
  schedules: [{ name: 'expire-exports', everySeconds: 600, run: expireExports }],
}
