import { page } from '@linli/shared/contract'
import { deskApi, DeskRoom } from '@linli/shared/payments/desk-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { HeldTrade } from '@linli/shared/payments/suspense-schema'
import type { Clerk } from '../estate'
import { short } from '../gateway'
import type { Random } from '../random'
import type { Town } from '../town'
import { surely } from './surely'

/** Looks now and then at what is in suspense, and gives to a household what the channel really took and no order fits. */
export async function keeper(town: Town, chance: Random, who: Clerk): Promise<void> {
  for (let round = chance.between(1, 3); round > 0; round--) {
    await town.world.pause(chance.between(20_000, 300_000))
    await resolveHeld(town, chance, who)
  }
}

export async function resolveHeld(town: Town, chance: Random, who: Clerk): Promise<void> {
  const { communityId, rooms } = town.estate
  const me = { name: who.name, life: 0, who }
  const list = { communityId, limit: 50 }
  const seen = await town.call(me, 'looks at what is in suspense', reconciliationApi.listSuspense, list)
  if (seen?.status !== 200) return
  for (const held of page(HeldTrade).parse(JSON.parse(seen.body)).items) {
    const { channel, transactionId, orderId, suspenseFen } = held
    const order = town.gateway.orders.get(orderId)
    const taken = order?.taken.find(each => each.transactionId === transactionId)
    // What is in suspense by a false word waits for the true one; what fits its order, for the order.
    const isReal = taken && taken.amountFen === suspenseFen
    const fits = taken?.amountFen === order?.amountFen && !town.named.has(transactionId)
    if (!isReal || fits || chance.happens(0.3)) continue
    const { roomId } = chance.pick(rooms)
    const how = held.returning ? 'prepaid' : chance.pick(['prepaid', 'to_bills', 'to_bills', 'returning'] as const)
    const bills = how === 'to_bills' ? await billsFor(town, chance, me, roomId, taken.amountFen) : []
    const chosen = bills.length > 0 && { bills }
    const input = { communityId, channel, transactionId, how, roomId, reason: '核实过', ...chosen }
    const what = `decides about ${suspenseFen} fen of ${short(orderId)}: ${how}`
    // The endpoint is asked again under the same conditions: a second time it is refused.
    const done = await surely(town, chance, me, what, reconciliationApi.resolveSuspense, input)
    const isGiven = how !== 'returning' && (done.status === 200 || done.body.includes('already_resolved'))
    if (isGiven) town.given.add(transactionId)
  }
}

/** Bills of the room, as the screen shows them, as far as the money goes; none where nobody is to choose. */
async function billsFor(
  town: Town,
  chance: Random,
  me: Parameters<Town['call']>[0],
  roomId: string,
  amountFen: number,
) {
  const { communityId } = town.estate
  const seen = chance.happens(0.7)
    ? await town.call(me, 'opens a room', deskApi.deskRoom, { communityId, roomId })
    : undefined
  if (seen?.status !== 200) return []
  let leftFen = amountFen
  return DeskRoom.parse(JSON.parse(seen.body)).bills.flatMap(view => {
    const dueFen = wholeDue(view)
    const ofItFen = Math.min(leftFen, chance.happens(0.3) ? chance.between(1, dueFen) : dueFen)
    leftFen -= ofItFen
    return ofItFen > 0 ? [{ roomId, billId: view.billId, dueFen, amountFen: ofItFen }] : []
  })
}
