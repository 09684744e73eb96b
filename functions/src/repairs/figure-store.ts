import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Counting } from '../counters'
import type { OfRepair } from './store'

export const figuresPk = (communityId: string) => `C#${communityId}#repair-figures`

/** Where an order is counted. */
export const countingOf = ({ communityId, repairId }: OfRepair): Counting => ({
  pk: figuresPk(communityId),
  counted: { pk: `C#${communityId}#repair#${repairId}`, sk: 'counted' },
  id: repairId,
})

export const CountBody = z.object({ communityId: CommunityId, repairId: Id })
