import { addDays, addMonths } from '@linli/shared/time'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callbackApp, type Channel, openChannel, resident } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, noticeOf, post } from '../../test/payments'
import { type Context, type GrantedHome, makeContext } from '../context'
import { voidBill } from '../billing/void-bill'
import { createOrder } from '../payments/create-order'
import { exportMyData } from './export-my-data'

let channel: Channel
let place: Place

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

const linesOf = async (ctx: Context, title: string) => {
  channel.deps.world.settle()
  return (await exportMyData(ctx)).sections.find(section => section.title === title)?.lines
}

/** The same resident in another home than the one they were made with. */
function living(ctx: Context, change: Partial<GrantedHome>): Context {
  if (ctx.actor.kind !== 'account') throw new Error('no resident')
  const homes = ctx.actor.homes.map(home => ({ ...home, ...change }))
  return makeContext(channel.deps, { ...ctx.actor, homes }, ctx.reach)
}

describe('the export of one’s own data', () => {
  it('has the bills that the home owes and what this account has paid; nothing of others', async () => {
    const room = await makeRoom(place, { code: '6-1-101', ownerName: '周瑜', phone: '13800061001' })
    const bill = await makeBill(place, room)
    const seller = { kind: 'owners' as const, personIds: [channel.deps.newId()], name: '前业主' }
    await makeBill(place, room, { payer: seller, period: { from: '2026-01-01', to: '2026-01-31' } })
    const me = await resident(channel, place, [room], 'exporter')
    const spouse = await resident(channel, place, [room], 'exporter-spouse')
    const bills = [{ roomId: room.roomId, billId: bill.billId }]
    const { order } = await createOrder(me, { communityId: place.communityId, bills })
    const open = '锦绣花园 6栋1单元101 物业费 2026年11月：205.85 元，待缴，收费对象 周瑜'
    expect(await linesOf(me, '账单')).toEqual([open])
    expect(await linesOf(me, '我付过的')).toEqual(['没有记录'])
    const merchant = await channel.gateway.control.merchant('linli')
    await post(callbackApp(channel.deps), noticeOf(channel.deps, merchant, order, {}, 'public-key'))
    expect(await linesOf(me, '账单')).toEqual([open.replace('待缴', '已缴')])
    expect(await linesOf(me, '我付过的')).toEqual([
      `2026年11月22日 12:00 周瑜 付给 锦绣花园 205.85 元，微信支付 42000${order.orderId.slice(-20)}：6栋1单元101 物业费 2026年11月`,
    ])
    expect(await linesOf(spouse, '账单')).toHaveLength(1)
    expect(await linesOf(spouse, '我付过的')).toEqual(['没有记录'])
  })

  it('has all bills past void ones, or says that there are more', async () => {
    const room = await makeRoom(place, { code: '6-1-103', ownerName: '大乔', phone: '13800061003' })
    const monthly = (month: number) => {
      const first = addMonths('2012-01-01', month)
      return { period: { from: first, to: addDays(addMonths(first, 1), -1) }, dueDate: first }
    }
    const bills = await Promise.all(Array.from({ length: 153 }, (_, i) => makeBill(place, room, monthly(i))))
    for (const bill of bills.slice(-3)) {
      const at = { communityId: place.communityId, roomId: room.roomId, billId: bill.billId }
      await voidBill(place.ctx, { ...at, reason: '面积有误', reissue: false })
    }
    const me = await resident(channel, place, [room], 'exporter-3')
    const all = (await linesOf(me, '账单')) ?? []
    expect(all).toHaveLength(150)
    expect(all.at(-1)).toContain('2012年1月')
    await makeBill(place, room, monthly(-1))
    const cut = (await linesOf(me, '账单')) ?? []
    expect(cut).toHaveLength(151)
    expect(cut.at(-1)).toBe('更早的账单请在「账单」里查看')
  })

  it('has no bill of a home that is over, or whose bills an owner does not show', async () => {
    const room = await makeRoom(place, { code: '6-1-102', ownerName: '小乔', phone: '13800061002' })
    await makeBill(place, room)
    const me = await resident(channel, place, [room], 'exporter-2')
    expect(await linesOf(living(me, { to: '2026-11-22' }), '账单')).toHaveLength(1)
    expect(await linesOf(living(me, { to: '2026-11-21' }), '账单')).toEqual(['没有记录'])
    const guest = { role: 'family' as const, personId: channel.deps.newId() }
    expect(await linesOf(living(me, { ...guest, seesBills: true }), '账单')).not.toEqual(['没有记录'])
    expect(await linesOf(living(me, { ...guest, seesBills: false }), '账单')).toEqual(['没有记录'])
  })
})
