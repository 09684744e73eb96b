import type { ChargedObject, Payer } from '@linli/shared/billing/schema'
import type { Taken } from '@linli/shared/payments/at-desk-schema'

import { loadHousehold } from '../billing/household'
import { payerSpans } from '../billing/payer-spans'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'

/** The room and who owes for it today: whose 预存 or 押金 it is. Somebody who is not registered is known by name alone. */
export async function roomAndPayer(
  ctx: Context,
  communityId: string,
  roomId: string,
  paidBy: string,
): Promise<{ object: ChargedObject; payer: Payer; entityId: string }> {
  const [{ object, room, bill }, { developer, entities }] = await Promise.all([
    loadHousehold(ctx, communityId, roomId),
    loadCommunity(ctx, communityId),
  ])
  const today = ctx.today()
  const [span] = payerSpans(room, developer, { from: today, to: today })
  return {
    object,
    payer: bill?.payer ?? span?.payer ?? { kind: 'former', personIds: [], name: paidBy },
    entityId: entities[0]?.entityId ?? '',
  }
}

/** What an order takes, as the journal's other side has it: owed back until it is used or returned. */
export const takenLine = ({ kind, object, feeItemId }: Taken, amountFen: number) => ({
  account: kind,
  amountFen: -amountFen,
  objectId: object.id,
  ...(feeItemId && { feeItemId }),
})
