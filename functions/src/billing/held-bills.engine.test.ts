import { contractApi } from '@linli/shared/billing/contract-api'
import { billingApi } from '@linli/shared/billing/api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { billsOf } from '../../test/books'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { makeApp } from '../http'
import { spaceItem, type StoredVehicle, vehicleItem } from '../parking/store'
import { routes as payments } from '../payments/routes'
import { paymentsApi } from '@linli/shared/payments/api'
import { deskApi } from '@linli/shared/payments/desk-api'
import { insightApi } from '@linli/shared/insight/api'
import { cashierAt, payAtDesk } from '../../test/desk'
import { routes as insight } from '../insight/routes'
import { routes } from './routes'
import { listArrears } from './office-bills'
import { statement } from './statement'
import { voidBill } from './void-bill'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let room: Awaited<ReturnType<typeof makeRoom>>
let office: Caller
beforeAll(() => {
  deps = testDeps()
  app = makeApp(deps, [...routes, ...payments, ...insight])
})
beforeEach(async () => {
  place = await makeCommunity(deps, { merchantRef: 'linli' })
  room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  office = await staffWith(deps, [roleIn(place, 'manager'), roleIn(place, 'cashier')])
})

const year = { from: '2027-01-01', to: '2027-12-31' }
const january = { from: '2027-01-01', to: '2027-01-31' }
const rent = () => makeFeeItem(place, { name: '商铺租金', formula: { kind: 'contract' }, cycle: { kind: 'quarter' } })
const contractWish = (feeItemId: string, more: object = {}) => ({
  communityId: place.communityId,
  number: 'HT-1',
  feeItemId,
  party: { name: '好邻超市有限公司', kind: 'organisation' as const, idNumber: '91110108MA01C8X123' },
  from: '2027-02-15',
  steps: [{ from: '2027-02-15', monthlyFen: 100_000 }],
  ...more,
})
const toldOf = async (id: string) =>
  (await billsOf(place, id))
    .filter(({ state }) => state !== 'void')
    .map(({ feeItemName, period, amountFen, payer }) => [feeItemName, period.from, period.to, amountFen, payer.name])
    .sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1))

it('a contract is charged its rent for its own days, grown as agreed, to who is party to it; again, nothing', async () => {
  const item = await rent()
  const wish = contractWish(item.feeItemId, {
    to: '2027-08-31',
    steps: [
      { from: '2027-02-15', monthlyFen: 100_000 },
      { from: '2027-07-01', monthlyFen: 120_000 },
    ],
  })
  const made = (await callAs(app, office, contractApi.createContract, wish, deps.newId())).ok()
  const at = { communityId: place.communityId, contractId: made.contractId }
  const { place: under } = (await callAs(app, office, contractApi.getContract, at)).ok()
  expect(under).toMatchObject({ type: 'holder', id: made.party.personId, code: '好邻超市有限公司' })
  await issue(place, { ...year, feeItems: [item] })
  const party = '好邻超市有限公司'
  expect(await toldOf(under.id)).toEqual([
    ['商铺租金（合同 HT-1）', '2027-02-15', '2027-03-31', 150_000, party],
    ['商铺租金（合同 HT-1）', '2027-04-01', '2027-06-30', 300_000, party],
    ['商铺租金（合同 HT-1）', '2027-07-01', '2027-08-31', 240_000, party],
  ])
  const again = await makeRun(place, { ...year, feeItems: [item] })
  expect(again.count).toBe(0)
  await publish(place, again)
  deps.world.settle()
  const { items } = await listArrears(place.ctx, { communityId: place.communityId })
  expect(items.map(({ object }) => object.code)).toEqual([party, party, party])
  const desk = (await callAs(app, office, deskApi.deskRoom, { communityId: place.communityId, roomId: under.id })).ok()
  expect([desk.room.code, desk.bills.length, desk.residents[0]?.personName]).toEqual([party, 3, party])
  const stated = await statement(place.ctx, {
    communityId: place.communityId,
    roomId: under.id,
    from: '2026-01-01',
    to: '2027-12-31',
  })
  expect(stated.object).toMatchObject({ type: 'holder', code: party })

  const end = { ...at, on: '2027-05-31', reason: '提前退租' }
  const half = { type: 'contract' as const, thingId: made.contractId, feeItemId: item.feeItemId, applies: true }
  const agreed = { communityId: at.communityId, ...half, coefficient: 5_000, from: '2027-04-01' }
  ;(await callAs(app, office, roomTermsApi.setThingTerms, agreed)).ok()
  const early = await callAs(app, office, contractApi.endContract, end)
  expect(sentenceOf(early)).toBe('已经出账到2027年8月31日，请先作废结束日期以后的账单，再提前结束')
  for (const bill of await billsOf(place, under.id))
    if (bill.period.to > end.on)
      await voidBill(place.ctx, {
        communityId: place.communityId,
        roomId: under.id,
        billId: bill.billId,
        reason: '退租',
        reissue: false,
      })
  expect((await callAs(app, office, contractApi.endContract, end)).ok()).toMatchObject({ to: '2027-05-31' })
  const rest = await makeRun(place, { ...year, feeItems: [item] })
  await publish(place, rest)
  expect((await toldOf(under.id)).map(([, , to, fen]) => [to, fen])).toEqual([
    ['2027-03-31', 150_000],
    ['2027-05-31', 100_000],
  ])
})

it('refuses a contract that cannot be charged, with the sentence that says what to do', async () => {
  const item = await rent()
  const area = await makeFeeItem(place)
  const refusal = async (more: object) =>
    sentenceOf(await callAs(app, office, contractApi.createContract, contractWish(item.feeItemId, more), deps.newId()))
  const steps = (...days: string[]) => ({ steps: days.map(from => ({ from, monthlyFen: 1 })) })
  expect(await refusal({ to: '2027-02-01' })).toBe('合同最后一天不能早于第一天，请检查')
  expect(await refusal(steps('2027-03-01'))).toBe('第一段租金要从合同第一天开始，请检查')
  expect(await refusal(steps('2027-02-15', '2027-02-15'))).toBe('租金各段的开始日期要从早到晚，不能重复')
  expect(await refusal({ to: '2027-04-30', ...steps('2027-02-15', '2027-05-01') })).toMatch(/合同结束以后才开始/)
  expect(await refusal({ feeItemId: area.feeItemId })).toBe('请选择按合同收费、正在使用的收费项目')
  expect(await refusal({ roomCode: '9-9-999' })).toBe('没有这间房屋，请检查房号')
  expect(await refusal({ space: { lot: '地下', code: 'Z' } })).toBe('没有这个车位，请检查停车场和编号')
})

it('what somebody holds under no room stands under them, at the counter and in their mini-program, for them alone', async () => {
  const [item, parking] = [
    await makeFeeItem(place, { name: '车位管理费', formula: { kind: 'fixed' }, charges: 'space', price: 600_000 }),
    await makeFeeItem(place, { name: '月租停车费', formula: { kind: 'fixed' }, charges: 'vehicle', price: 3_000_000 }),
  ]
  const personId = deps.newId()
  const base = { communityId: place.communityId, version: 1, lot: '地下' }
  const held = { holder: { personId, name: '赵云' } }
  const vehicleId = deps.newId()
  const vehicle: StoredVehicle = { ...base, vehicleId, plateMasked: '京A***45', plateSealed: '', ...held }
  const ofRoom = { ...vehicle, vehicleId: deps.newId(), holder: undefined, roomId: room.roomId, roomCode: room.code }
  await place.ctx.db.writeMany([
    { put: spaceItem({ ...base, spaceId: deps.newId(), code: 'B-01', ...held }) },
    {
      put: spaceItem({
        ...base,
        spaceId: deps.newId(),
        code: 'B-02',
        ...held,
        roomId: room.roomId,
        roomCode: room.code,
      }),
    },
    { put: vehicleItem(vehicle) },
    { put: vehicleItem(ofRoom) },
  ])
  await issue(place, { ...january, feeItems: [item, parking] })
  const billed = (await toldOf(personId)).map(([name, , , fen, payer]) => `${name} ${fen} ${payer}`)
  expect(billed.sort((a, b) => (a < b ? -1 : 1))).toEqual([
    '月租停车费（车辆 京A***45） 30000 赵云',
    '车位管理费（车位 地下 B-01） 6000 赵云',
    '车位管理费（车位 地下 B-02） 6000 赵云',
  ])
  expect((await toldOf(room.roomId)).map(([name, , , , payer]) => [name, payer])).toEqual([
    ['月租停车费（车辆 京A***45）', '李小红'],
  ])
  expect((await makeRun(place, { ...january, feeItems: [item, parking] })).count).toBe(0)
  deps.world.settle()
  const home = homeIn(place, room.roomId, 'owner')
  const holder = await accountWith(deps, [{ ...home, personId }])
  const other = await accountWith(deps, [home])
  const at = { communityId: place.communityId, roomId: room.roomId }
  const own = (await callAs(app, holder, billingApi.myBills, at)).ok().items
  expect(own.map(({ object }) => object.id)).toEqual([personId, personId, personId])
  const one = { ...at, roomId: personId, billId: own[0]?.billId ?? '' }
  expect((await callAs(app, holder, billingApi.myBill, one)).ok().payer.name).toBe('赵云')
  expect((await callAs(app, other, billingApi.myBill, one)).status).toBe(403)
  expect((await callAs(app, other, billingApi.myBills, at)).ok().items).toEqual([])

  const first = async (who: Caller) => (await callAs(app, who, insightApi.home, at)).ok()
  expect((await first(holder)).due).toMatchObject({ count: 3, amountFen: 42_000 })
  expect((await first(other)).due.count).toBe(0)
  // A tenant whom no owner lets see the room's bills still sees what is theirs.
  const tenant = await accountWith(deps, [{ ...homeIn(place, room.roomId, 'tenant'), personId }])
  expect(await first(tenant)).toMatchObject({ seesBills: true, due: { count: 3 } })
  expect(await first(await accountWith(deps, [homeIn(place, room.roomId, 'tenant')]))).toMatchObject({
    seesBills: false,
  })
  const always = { from: '2000-01-01', to: '2199-12-31' }
  const statementOf = async (who: Caller, roomId: string) =>
    callAs(app, who, billingApi.myStatement, { ...at, roomId, ...always })
  expect((await statementOf(tenant, personId)).ok()).toMatchObject({
    after: { receivableFen: 42_000 },
    items: [{}, {}, {}],
  })
  expect((await statementOf(other, personId)).status).toBe(403)
})

it('one receipt of the counter over several households shows each payer their own lines and sum alone', async () => {
  const parking = await makeFeeItem(place, {
    name: '车位管理费',
    formula: { kind: 'fixed' },
    charges: 'space',
    price: 600_000,
  })
  const water = await makeFeeItem(place, { name: '垃圾费', formula: { kind: 'fixed' }, price: 100_000 })
  const personId = deps.newId()
  const space = { communityId: place.communityId, version: 1, lot: '地下', code: 'C-01', spaceId: deps.newId() }
  await place.ctx.db.writeMany([{ put: spaceItem({ ...space, holder: { personId, name: '赵云' } }) }])
  const next = await makeRoom(place, { code: '1-1-102', ownerName: '王五' })
  await issue(place, { ...january, feeItems: [parking, water] })
  deps.world.settle()
  const bills = [personId, room.roomId, next.roomId].map(id => billsOf(place, id))
  const order = await payAtDesk(cashierAt(place), place, (await Promise.all(bills)).flat(), { paidBy: '王五' })
  deps.world.settle()
  const one = homeIn(place, room.roomId, 'owner')
  const accounts = [
    await accountWith(deps, [{ ...one, personId }]),
    await accountWith(deps, [{ ...one, personId: room.occupancies[0]?.personId ?? '' }]),
    await accountWith(deps, [
      { ...homeIn(place, next.roomId, 'owner'), personId: next.occupancies[0]?.personId ?? '' },
    ]),
    await accountWith(deps, [one]),
  ]
  const at = { communityId: place.communityId, orderId: order.orderId }
  const read = await Promise.all(accounts.map(who => callAs(app, who, paymentsApi.myReceipt, at)))
  const receipts = read.slice(0, 3).map(answer => answer.ok())
  expect(
    receipts.map(({ lines, amountFen, isPart }) => [lines.map(({ payerName }) => payerName), amountFen, isPart]),
  ).toEqual([
    [['赵云'], 6_000, true],
    [['李小红'], 1_000, true],
    [['王五'], 1_000, true],
  ])
  expect(receipts[0]?.amountText).toBe('陆拾元整')
  expect(read[3]?.status).toBe(404)
  const listed = await Promise.all(accounts.map(who => callAs(app, who, paymentsApi.myReceipts, { limit: 30 })))
  expect(listed.map(list => list.ok().items.map(({ shares, paidFen }) => [shares.length, paidFen]))).toEqual([
    [[1, 6_000]],
    [[1, 1_000]],
    [[1, 1_000]],
    [],
  ])
  const [, mine] = (await Promise.all(bills)).flat()
  const back = { ...at, bills: [{ billId: mine?.billId ?? '', amountFen: 400 }], reason: '多收' }
  ;(await callAs(app, await staffWith(deps, [roleIn(place, 'accountant')]), deskApi.refund, back, deps.newId())).ok()
  const after = await Promise.all(accounts.slice(0, 2).map(who => callAs(app, who, paymentsApi.myReceipt, at)))
  expect(after.map(answer => answer.ok().refundedFen)).toEqual([undefined, 400])
})
