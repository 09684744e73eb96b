import { deskApi, DeskRoom } from '@linli/shared/payments/desk-api'
import { deskQrApi } from '@linli/shared/payments/desk-qr-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { formatYuan } from '@linli/shared/money'
import type { Clerk } from '../estate'
import { short } from '../gateway'
import type { Random } from '../random'
import type { Town } from '../town'

/** Shows codes over the bills of one room or of two, in full or in part; somebody scans them at once, late or never. */
export async function codeDesk(town: Town, chance: Random, who: Clerk): Promise<void> {
  const { world, estate, gateway } = town
  const { communityId } = estate
  const me = { name: who.name, life: 0, who }
  for (let round = chance.between(1, 3); round > 0; round--) {
    const rooms = chance.happens(0.3) ? estate.rooms : [chance.pick(estate.rooms)]
    const bills = []
    for (const { roomId } of rooms) {
      const seen = await town.call(me, 'opens a room', deskApi.deskRoom, { communityId, roomId })
      if (seen?.status !== 200) continue
      for (const view of DeskRoom.parse(JSON.parse(seen.body)).bills) {
        const dueFen = wholeDue(view)
        const amountFen = chance.happens(0.2) ? chance.between(1, dueFen) : dueFen
        if (chance.happens(0.7)) bills.push({ roomId, billId: view.billId, dueFen, amountFen })
      }
    }
    if (bills.length === 0) continue
    const input = { communityId, channel: chance.pick(['wechat', 'alipay'] as const), bills, paidBy: '来人' }
    // Asked again because no answer came, it is the same order.
    const key = world.uuid()
    const what = `shows a code of ${input.channel} for ${bills.length} bills`
    let shown = await town.call(me, what, deskQrApi.createDeskQr, input, key)
    if (shown === undefined || shown.status >= 500)
      shown = await town.call(me, what, deskQrApi.createDeskQr, input, world.uuid())
    if (shown?.status !== 200) continue
    const { order } = deskQrApi.createDeskQr.output.parse(JSON.parse(shown.body))
    const { orderId } = order
    world.tell(`${who.name} has the code of ${short(orderId)} over ${formatYuan(order.amountFen)} on the screen`)
    const scan = async () => {
      await world.pause(chance.happens(0.8) ? chance.between(1000, 30_000) : chance.between(60_000, 599_000))
      if (!gateway.begin(orderId)) return
      await world.pause(chance.between(200, 12_000))
      const slipFen = chance.happens(0.04) ? chance.pick([-1, 1, 100]) : 0
      const isPaid = chance.happens(0.9) && gateway.pay(orderId, { slipFen })
      world.tell(`somebody scans ${short(orderId)}: ${isPaid ? 'the channel took the money' : 'not paid'}`)
      if (isPaid && chance.happens(0.06)) gateway.pay(orderId, { again: true })
    }
    if (chance.happens(0.85)) void scan()
    for (let looks = chance.between(0, 3); looks > 0; looks--) {
      await world.pause(chance.between(500, 20_000))
      await town.call(me, `looks whether ${short(orderId)} is paid`, deskQrApi.checkDeskQr, { communityId, orderId })
    }
    if (chance.happens(0.3))
      await town.call(me, `takes the code of ${short(orderId)} back`, deskQrApi.closeDeskQr, { communityId, orderId })
    await world.pause(chance.between(1000, 60_000))
  }
}
