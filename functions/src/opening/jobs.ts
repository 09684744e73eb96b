import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { resumeConfirmations } from './resume-confirmations'
import { workConfirmation } from './work-confirmation'

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'opening.confirm',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, confirmationId: Id }),
      handle: (deps, { communityId, confirmationId }) => workConfirmation(deps, communityId, confirmationId),
    }),
  ],
  schedules: [{ name: 'resume-openings', everySeconds: 60, run: resumeConfirmations }],
}
