import { CommunityId, Id } from '@linli/shared/ids'
import { RepairKind } from '@linli/shared/repairs/kinds'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'

/** What somebody in the field is told: an order came into their hands, or one of theirs is open again. */
export const StaffFacts = z.object({
  kind: z.literal('order_given'),
  event: z.enum(['assign', 'transfer', 'reopen']),
  repairId: Id,
  place: z.string(),
  repairKind: RepairKind,
  finishBy: Instant,
})
export type StaffFacts = z.infer<typeof StaffFacts>

/** The body of `message.tell_staff`. `key` names the event, as in `message.send`. */
export const TellStaffBody = z.object({
  communityId: CommunityId,
  personId: Id,
  key: z.string().min(1),
  at: Instant,
  facts: StaffFacts,
})
export type TellStaffBody = z.infer<typeof TellStaffBody>
