import { CommunityId } from '@linli/shared/ids'
import { YearMonth } from '@linli/shared/time'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { writeReport } from './write-report'

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'finance.report',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, month: YearMonth }),
      handle: writeReport,
    }),
  ],
  schedules: [],
}
