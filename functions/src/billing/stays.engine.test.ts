import { stayApi } from '@linli/shared/billing/stay-api'
import { deskApi } from '@linli/shared/payments/desk-api'
import { beforeAll, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { billsOf } from '../../test/books'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeApp } from '../http'
import { routes as payments } from '../payments/routes'
import { addTariff } from './add-tariff'
import { createFeeItem } from './create-fee-item'
import { routes } from './routes'
import { voidBill } from './void-bill'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let cashier: Caller
let feeItemId: string
beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, [...routes, ...payments])
  place = await makeCommunity(deps, { merchantRef: 'linli' })
  cashier = await staffWith(deps, [roleIn(place, 'cashier')])
  const { ctx, communityId, community } = place
  ;({ feeItemId } = await createFeeItem(ctx, {
    communityId,
    name: '临停费',
    formula: { kind: 'duration' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId: community.entities[0]?.entityId ?? '',
    dueDays: 0,
    lateFee: null,
    active: true,
  }))
  const hourly = { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 60, stepFen: 200, dayCapFen: 1_000 }
  const ground = { kind: 'filing' as const, text: '停车收费备案' }
  await addTariff(ctx, { communityId, feeItemId, from: '2026-01-01', price: 0, bands: hourly, ground })
})

const at = (from: string, to: string) => ({
  communityId: place.communityId,
  feeItemId,
  plate: '京A12345',
  enteredAt: `2026-11-21T0${from}:00.000Z`,
  leftAt: `2026-11-21T0${to}:00.000Z`,
})
const charge = (stay: ReturnType<typeof at>, amountFen: number) =>
  callAs(app, cashier, stayApi.chargeStay, { ...stay, amountFen }, deps.newId())

it('a stay is computed with the caps of its day, becomes one bill of its plate, and is paid at the counter', async () => {
  const morning = at('0:00', '2:30')
  const quote = (await callAs(app, cashier, stayApi.quoteStay, morning)).ok()
  expect(quote).toMatchObject({ plateMasked: '京A***45', amountFen: 900, lines: [{ amountFen: 900 }] })
  expect((await charge(morning, 800)).code).toBe('payments.amount_changed')
  const bill = (await charge(morning, 900)).ok()
  expect(sentenceOf(await charge(at('1:00', '3:00'), 700))).toBe('这段时间已经计过费，请核对进出时间')
  expect((await callAs(app, cashier, stayApi.quoteStay, at('4:00', '6:00'))).ok().amountFen).toBe(100)
  const roomId = bill.object.id
  // No list knows the plate yet: the counter opens with the bill that was issued just now.
  const till = { communityId: place.communityId, roomId, billId: bill.billId }
  const first = (await callAs(app, cashier, deskApi.deskRoom, till)).ok()
  expect([first.room.code, first.bills.map(({ dueFen }) => dueFen)]).toEqual(['京A***45', [900]])
  deps.world.settle()
  const desk = (await callAs(app, cashier, deskApi.deskRoom, { communityId: place.communityId, roomId })).ok()
  expect(desk.bills.map(({ feeItemName, dueFen }) => [feeItemName, dueFen])).toEqual([['临停费', 900]])
  const asked = { roomId, billId: bill.billId, dueFen: 900, amountFen: 900 }
  const money = { channel: 'cash' as const, paidBy: '车主', tenderedFen: 1_000 }
  const paid = { communityId: place.communityId, bills: [asked], ...money }
  expect((await callAs(app, cashier, deskApi.collect, paid, deps.newId())).ok().amountFen).toBe(900)
  expect((await billsOf(place, roomId)).map(({ state }) => state)).toEqual(['paid'])
})

it('a void gives its minutes back; what cannot be charged says what to do', async () => {
  const stay = { ...at('0:00', '2:00'), plate: '京B99999' }
  const bill = (await charge(stay, 700)).ok()
  const asked = { communityId: place.communityId, roomId: bill.object.id, billId: bill.billId, reason: '录错时间' }
  await expect(voidBill(place.ctx, { ...asked, reissue: true })).rejects.toMatchObject({ code: 'billing.cannot_void' })
  await voidBill(place.ctx, { ...asked, reissue: false })
  expect((await charge(stay, 700)).ok().billId).not.toBe(bill.billId)
  expect(sentenceOf(await charge({ ...stay, leftAt: '2026-12-30T00:00:00.000Z' }, 700))).toBe('出场时间不能晚于现在')
  expect(sentenceOf(await charge({ ...stay, enteredAt: '2026-11-21T07:00:00.000Z' }, 700))).toMatch(/早于|进场/)
})
