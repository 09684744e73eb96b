import { DeskLot } from '@linli/shared/payments/held-schema'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { merchantDeps } from '../../test/payments'
import { otherProcess } from '../../test/processes'
import { raiseDispute } from '../billing/dispute-bill'
import { openBillsOfRoom } from '../billing/load-bills'
import { statement } from '../billing/statement'
import { communityContext, type Context } from '../context'
import { outboxEntries } from '../outbox'
import { deduct } from './deduct'
import { deskRoom } from './desk-room'
import { listReceipts } from './list-receipts'
import { refundPrepayment } from './refund-prepayment'
import { returnDeposit } from './return-deposit'
import { seal } from './seal'
import { ledgerKey, lotKey } from './store'
import { takeDeposit } from './take-deposit'
import { takePrepayment } from './take-prepayment'

type World = Awaited<ReturnType<typeof merchantDeps>>
let world: World
let place: Place
let desk: Context

beforeAll(async () => {
  world = await merchantDeps()
  place = await makeCommunity(world.deps, { merchantRef: 'linli' })
  desk = cashierAt(place, 'accountant')
})

let floor = 0
async function home() {
  floor += 1
  const room = await makeRoom(place, { code: `7-1-${floor}01`, ownerName: '李小红', phone: `1380004${1000 + floor}` })
  return { room, at: { communityId: place.communityId, roomId: room.roomId } }
}
const system = () => communityContext(world.deps, place.communityId)
const cash = { channel: 'cash' as const, paidBy: '女儿' }
const Head = z.object({ accounts: z.record(z.string(), z.number()).default({}) })
async function accounts() {
  world.deps.world.settle()
  while (!(await seal(world.deps, place.communityId))) await new Promise(resolve => setTimeout(resolve, 20))
  return (await system().db.get(ledgerKey(place.communityId), Head))?.accounts ?? {}
}
const seen = async (at: { communityId: string; roomId: string }) => {
  world.deps.world.settle()
  return deskRoom(desk, at)
}

describe('a deposit', () => {
  it('is taken with a receipt of its own series, and returned once, less what is kept for a reason', async () => {
    const { at } = await home()
    const before = await accounts()
    const order = await takeDeposit(desk, { ...at, ...cash, name: '装修押金', amountFen: 200_000 })
    const [deposit] = (await seen(at)).deposits
    expect(deposit).toMatchObject({
      state: 'held',
      name: '装修押金',
      orderId: order.orderId,
      payer: { name: '李小红' },
    })
    await accounts()
    const series = { communityId: place.communityId, year: 2026, series: 'deposits' as const, limit: 5 }
    expect((await listReceipts(system(), series)).items).toMatchObject([
      { serial: 'Y2026-000001', isDeposit: true, paidBy: '女儿', lines: [{ feeItemName: '装修押金' }] },
    ])
    const give = (deductedFen: number, reason?: string) =>
      returnDeposit(desk, {
        communityId: place.communityId,
        depositId: deposit?.depositId ?? '',
        proof: 'loss',
        deductedFen,
        channel: 'cash',
        ...(reason && { reason }),
      })
    await expect(give(30_000)).rejects.toMatchObject({ code: 'request.invalid' })
    const done = await Promise.allSettled([give(30_000, '楼道墙面损坏'), give(30_000, '楼道墙面损坏')])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const after = await accounts()
    expect((after.channel_cash ?? 0) - (before.channel_cash ?? 0)).toBe(30_000)
    expect([after.deposit ?? 0, (after.revenue ?? 0) - (before.revenue ?? 0)]).toEqual([0, -30_000])
    const day = { from: '2026-11-22', to: '2026-11-22' }
    const stated = await statement(system(), { ...at, ...day })
    expect(stated.items.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['deposit', 200_000],
      ['deposit_returned', -200_000],
    ])
  })
})

describe('money in advance', () => {
  it('pays the payer’s bills when they are published, with a receipt; what is left can be given back', async () => {
    const { room, at } = await home()
    const item = await makeFeeItem(place, { name: '物业费' })
    await takePrepayment(desk, { ...at, ...cash, feeItemId: item.feeItemId, amountFen: 30_000 })
    world.deps.clock.advance(1000)
    await issue(place, { from: '2026-11-01', to: '2026-12-31', feeItems: [item], roomIds: [room.roomId] })
    world.deps.world.settle()
    const done = await Promise.allSettled([
      deduct(world.deps, place.communityId),
      deduct(world.deps, place.communityId),
    ])
    expect(done.some(({ status }) => status === 'fulfilled')).toBe(true)
    const open = await openBillsOfRoom(system(), place.communityId, room.roomId)
    expect(open.map(({ state, paidFen }) => [state, paidFen])).toEqual([['part_paid', 30_000 - 20_585]])
    await accounts()
    const { items } = await listReceipts(system(), { communityId: place.communityId, year: 2026, limit: 1 })
    expect(items).toMatchObject([{ channel: 'prepayment', amountFen: 30_000, paidBy: '李小红' }])
    expect((await seen(at)).lots).toEqual([])
    const day = { from: '2026-11-22', to: '2026-11-22' }
    const { after } = await statement(system(), { ...at, ...day })
    expect(after).toMatchObject({ receivableFen: 41_170 - 30_000, prepaymentFen: 0 })
    await payAtDesk(desk, place, open)
  })

  it('is put to work by a publication, by one worker at a time; one that was overtaken writes nothing', async () => {
    const { room, at } = await home()
    const item = await makeFeeItem(place, { name: '物业费' })
    await takePrepayment(desk, { ...at, ...cash, feeItemId: item.feeItemId, amountFen: 20_585 })
    const asked: unknown[] = []
    const { outbox } = world.deps
    const committed = outbox.committed.bind(outbox)
    outbox.committed = writes => asked.push(...outboxEntries(writes).map(({ body }) => body.type))
    await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [item], roomIds: [room.roomId] })
    outbox.committed = committed
    expect(asked).toContain('payments.deduct')
    world.deps.world.settle()
    const held = world.deps.world.holdNext({ command: 'Query', when: 'after', match: '#live-lots' })
    const late = deduct(otherProcess(world.deps), place.communityId)
    await held.reached
    const busy = { code: 'request.busy' }
    await expect(deduct(world.deps, place.communityId)).rejects.toMatchObject(busy)
    world.deps.clock.advance(61_000)
    const second = world.deps.world.holdNext({ command: 'Query', when: 'after', match: '#live-lots' })
    const taken = deduct(world.deps, place.communityId)
    await second.reached
    held.release()
    await expect(late).rejects.toMatchObject(busy)
    expect(await openBillsOfRoom(system(), place.communityId, room.roomId)).toMatchObject([{ paidFen: 0 }])
    second.release()
    await taken
    expect(await openBillsOfRoom(system(), place.communityId, room.roomId)).toEqual([])
  })

  it('is used or given back, never both', async () => {
    for (let i = 0; i < 3; i++) {
      const { room, at } = await home()
      const item = await makeFeeItem(place, { name: `物业费${i}` })
      await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [item], roomIds: [room.roomId] })
      const { takes } = await takePrepayment(desk, { ...at, ...cash, amountFen: 20_585 })
      const lotId = takes?.id ?? ''
      world.deps.world.settle()
      await Promise.allSettled([
        deduct(world.deps, place.communityId),
        refundPrepayment(desk, { communityId: place.communityId, lotId, amountFen: 20_585, reason: '搬走了' }),
      ])
      const kept = await system().db.get(lotKey(place.communityId, lotId), DeskLot)
      expect([kept?.leftFen, kept?.movements?.map(({ amountFen }) => amountFen)]).toEqual([0, [20_585]])
    }
  })

  it('is not touched for somebody else’s bills, nor for a disputed one, and is given back at most once', async () => {
    const { room, at } = await home()
    const item = await makeFeeItem(place, { name: '有异议的物业费' })
    await issue(place, { from: '2026-11-01', to: '2026-11-30', feeItems: [item], roomIds: [room.roomId] })
    const [bill] = await openBillsOfRoom(system(), place.communityId, room.roomId)
    await raiseDispute(desk, { ...at, billId: bill?.billId ?? '', reason: '面积不对' })
    const before = await accounts()
    await takePrepayment(desk, { ...at, ...cash, amountFen: 10_000 })
    world.deps.world.settle()
    await deduct(world.deps, place.communityId)
    const [lot] = (await seen(at)).lots
    expect(lot).toMatchObject({ leftFen: 10_000, reason: 'desk' })
    const back = (amountFen: number) => {
      world.deps.clock.advance(1000)
      return refundPrepayment(desk, {
        communityId: place.communityId,
        lotId: lot?.lotId ?? '',
        amountFen,
        reason: '搬走了',
      })
    }
    const done = await Promise.allSettled([back(6_000), back(6_000)])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await back(4_000)).leftFen).toBe(0)
    const after = await accounts()
    expect([after.channel_cash, after.prepayment]).toEqual([before.channel_cash, before.prepayment])
    const { items } = await listReceipts(system(), { communityId: place.communityId, year: 2026, limit: 2 })
    expect(items.map(({ amountFen, red }) => [amountFen, red?.reason])).toEqual([
      [-4_000, '搬走了'],
      [-6_000, '搬走了'],
    ])
  })
})

it('money that came earlier stands on the statement on the day of its posting', async () => {
  const { at } = await home()
  const transfer = { channel: 'transfer' as const, number: '20261110', paidOn: '2026-11-10', paidBy: '女儿' }
  await takeDeposit(desk, { ...at, ...transfer, name: '装修押金', amountFen: 2_000 })
  await takePrepayment(desk, { ...at, ...transfer, despiteNumber: true, amountFen: 3_000 })
  world.deps.world.settle()
  const { after } = await statement(system(), { ...at, from: '2026-11-10', to: '2026-11-10' })
  expect(after).toMatchObject({ depositFen: 2_000, prepaymentFen: 3_000 })
})

it('the journal balances', async () => {
  expect(Object.values(await accounts()).reduce((sum, fen) => sum + fen, 0)).toBe(0)
})
