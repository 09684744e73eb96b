import type { Endpoint, InputOf } from '@linli/shared/contract'
import { deskApi, DeskRoom } from '@linli/shared/payments/desk-api'
import { heldMoneyApi } from '@linli/shared/payments/held-money-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { formatYuan } from '@linli/shared/money'
import * as z from 'zod'
import type { Clerk } from '../estate'
import { short } from '../gateway'
import type { Random } from '../random'
import type { Town } from '../town'
import { surely as untilAnswered } from './surely'

const Amount = z.object({ amountFen: z.number(), orderId: z.string() })
const money = { channel: 'cash' as const, paidBy: '来人' }
const reason = '退还'

/** Takes money for bills whole or in part and in advance, and gives some of it back; repeats what was not answered. */
export async function cashier(town: Town, chance: Random, who: Clerk): Promise<void> {
  const { world, estate } = town
  const { communityId } = estate
  const me = { name: who.name, life: 0, who }
  const taken: string[] = []
  const surely = async <E extends Endpoint>(what: string, endpoint: E, input: InputOf<E>) => {
    const answer = await untilAnswered(town, chance, me, what, endpoint, input)
    return answer.status === 200 ? Amount.loose().safeParse(JSON.parse(answer.body)).data : undefined
  }
  const collect = async (roomId: string) => {
    const seen = await town.call(me, 'opens a room', deskApi.deskRoom, { communityId, roomId })
    if (seen?.status !== 200) return
    const { bills, lots } = DeskRoom.parse(JSON.parse(seen.body))
    const chosen = bills.filter(() => chance.happens(0.6))
    const part = chance.happens(0.3)
    await world.pause(chance.between(200, 8000))
    if (chosen.length > 0 && chance.happens(0.85)) {
      const asked = chosen.map(view => {
        const dueFen = wholeDue(view)
        return {
          roomId,
          billId: view.billId,
          dueFen,
          amountFen: part && dueFen > 1 ? chance.between(1, dueFen) : dueFen,
        }
      })
      const done = await surely(`collects ${asked.length} bills${part ? ' in part' : ''}`, deskApi.collect, {
        communityId,
        bills: asked,
        ...money,
      })
      if (!done) return
      town.cashFen += done.amountFen
      taken.push(done.orderId)
      world.tell(`${who.name} puts ${formatYuan(done.amountFen)} into the till, order ${short(done.orderId)}`)
      return
    }
    const lot = lots.find(each => each.leftFen > 0)
    if (!lot) return
    const amountFen = chance.between(1, lot.leftFen)
    const { lotId } = lot
    const back = await surely('gives money paid in advance back', heldMoneyApi.refundPrepayment, {
      communityId,
      lotId,
      amountFen,
      reason,
    })
    if (back) town.cashFen -= amountFen
  }
  for (let round = chance.between(2, 4); round > 0; round--) {
    const { roomId } = chance.pick(estate.rooms)
    const orderId = taken.length > 0 ? chance.pick(taken) : undefined
    if (orderId !== undefined && chance.happens(0.4)) {
      const done = await surely(`gives ${short(orderId)} back`, deskApi.refund, { communityId, orderId, reason })
      if (done) town.cashFen -= Math.abs(done.amountFen)
    } else if (chance.happens(0.25)) {
      const amountFen = chance.between(1, 40_000)
      const input = { communityId, roomId, amountFen, ...money }
      const done = await surely('takes money in advance', heldMoneyApi.takePrepayment, input)
      if (done) town.cashFen += amountFen
    } else await collect(roomId)
    await world.pause(chance.between(500, 60_000))
  }
}
