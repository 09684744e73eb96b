import type { Bill } from '@linli/shared/billing/schema'
import { wholeDue } from '@linli/shared/payments/part-payment'
import type { DeskChannel } from '@linli/shared/payments/schema'
import { makeContext, type Context } from '../src/context'
import { collect } from '../src/payments/collect'
import { deskRoom } from '../src/payments/desk-room'
import { type Place, staffActor } from './make'

/** A cashier at the counter, as their session would have them. */
export const cashierAt = (place: Place, ...more: Parameters<typeof staffActor>[2][]): Context => {
  const actor = staffActor(place.deps, place, 'cashier', ...more)
  return makeContext(place.deps, actor, [`P#${actor.personId}#`, `C#${place.communityId}#`, `M#${place.companyId}#`])
}

type Wish = {
  channel?: DeskChannel
  part?: number
  tenderedFen?: number
  number?: string
  paidOn?: string
  paidBy?: string
  despiteNumber?: true
}

let numbers = 0
/** Each slip has a number of its own. */
const nextNumber = () => String(++numbers).padStart(6, '0')

/** These bills paid at the counter, as the clerk's screen shows them; `part` is how much each one gets. */
export async function payAtDesk(ctx: Context, place: Place, bills: Bill[], wish: Wish = {}) {
  const { communityId } = place
  const { channel = 'cash', part, paidBy = '李小红', ...money } = wish
  const on = money.paidOn
  const seen = await Promise.all(
    [...new Set(bills.map(({ object }) => object.id))].map(roomId => deskRoom(ctx, { communityId, roomId, on })),
  )
  const views = seen.flatMap(room => room.bills)
  const asked = bills.map(({ billId, object }) => {
    const view = views.find(each => each.billId === billId)
    const dueFen = view ? wholeDue(view) : 1
    return { roomId: object.id, billId, dueFen, amountFen: part ?? dueFen }
  })
  const number = channel === 'cash' ? undefined : (money.number ?? nextNumber())
  return collect(ctx, { communityId, bills: asked, channel, paidBy, ...money, number })
}
