import { contractApi } from '@linli/shared/billing/contract-api'
import { feeApi } from '@linli/shared/billing/fee-api'
import type { Formula } from '@linli/shared/billing/formula-schema'
import { meterApi } from '@linli/shared/billing/meter-api'
import { poolApi } from '@linli/shared/billing/pool-api'
import { roomTermsApi } from '@linli/shared/billing/room-terms'
import { runApi } from '@linli/shared/billing/run-api'
import { ErrorBody } from '@linli/shared/contract'
import { beforeAll, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { type Answer, callAs, type Caller } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun } from '../../test/make-billing'
import { makeApp } from '../http'
import { routes } from './routes'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let roomId: string
let office: Caller
const ground = { kind: 'contract' as const, text: '物业服务合同 第八条' }

/** Eleven rooms; none has an inner area but one, and that is 0. */
beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, routes)
  place = await makeCommunity(deps)
  office = await staffWith(deps, [roleIn(place, 'manager'), roleIn(place, 'accountant')])
  const rooms = []
  for (let i = 0; i < 10; i++) rooms.push(await makeRoom(place, { code: `1-1-${101 + i}`, ownerName: '李小红' }))
  await makeRoom(place, { code: '2-1-101', ownerName: '王建国', areas: { built: 8_950, inner: 0 } })
  roomId = rooms[0]?.roomId ?? ''
  deps.world.settle()
})

const at = () => ({ communityId: place.communityId })

/** What the clerk reads: beside the field that is wrong, or of the whole. */
const told = ({ body }: Answer<unknown>) => {
  const { error } = ErrorBody.parse(body)
  return error.fields?.map(({ path, message }) => `${path} ${message}`).join() ?? error.message
}
const save = (formula: Formula) =>
  callAs(
    app,
    office,
    feeApi.createFeeItem,
    {
      ...at(),
      name: '自定义',
      formula,
      cycle: { kind: 'month' },
      timing: 'prepaid',
      rounding: { mode: 'half_up', unit: 'fen' },
      nature: 'own_revenue',
      invoiceable: true,
      collectingEntityId: place.community.entities[0]?.entityId ?? '',
      dueDays: 27,
      lateFee: null,
      active: true,
    },
    deps.newId(),
  )
const expression = (text: string): Formula => ({ kind: 'expression', text, per: 'month' })
const tried = (text: string, price = 23_000) => callAs(app, office, feeApi.previewExpression, { ...at(), text, price })

it('an unknown variable is named, when it is tried and when it is saved; what is known is tried on ten rooms', async () => {
  const sentence = 'formula.text “楼层”：公式里有不认识的名称，请从可用的名称里选'
  expect(told(await tried('单价 × 楼层'))).toBe(sentence)
  expect(told(await save(expression('单价 × 楼层')))).toBe(sentence)
  const codes = (await tried('单价 × 建筑面积')).ok().rooms.map(({ roomCode }) => roomCode)
  expect([codes.length, codes.at(-1)]).toEqual([10, '1-1-110'])
})

it('a formula over its limit is refused as it is saved, or fails its bill and the run, and is never 0', async () => {
  const sentence = '公式太复杂，超过计算限制，请拆短一些'
  const long = `1${'+1'.repeat(200)}`
  expect(told(await tried(long))).toBe(`formula.text ${sentence}`)
  expect(told(await save(expression(long)))).toBe(`formula.text ${sentence}`)
  expect(told(await save(expression('1'.repeat(501))))).toBe('formula.text 公式太长，请写短一些')
  // Short enough to be saved; what it comes to has more digits than any money.
  const [heavy, price] = [Array.from({ length: 99 }, () => '单价').join('×'), 123_456_789]
  expect((await tried(heavy, price)).ok().rooms[0]).toEqual({ roomCode: '1-1-101', problem: sentence })
  const item = await makeFeeItem(place, { formula: expression(heavy), price })
  const { runId, flags, count, amountFen } = await makeRun(place, {
    from: '2026-12-01',
    to: '2026-12-31',
    feeItems: [item],
    roomIds: [roomId],
  })
  expect(flags.failed).toBe(1)
  const drafts = (await callAs(app, office, runApi.listDrafts, { ...at(), runId })).ok()
  expect(drafts.items.map(draft => [draft.amountFen, draft.problem])).toEqual([[0, sentence]])
  expect((await callAs(app, office, runApi.publishRun, { ...at(), runId, count, amountFen })).code).toBe(
    'billing.run_blocked',
  )
})

it('a tariff over another says which, and what to do', async () => {
  const { feeItemId } = await makeFeeItem(place, { name: '物业费', from: '2026-01-01' })
  const add = async (from: string, to?: string) =>
    callAs(
      app,
      office,
      feeApi.addTariff,
      { ...at(), feeItemId, from, ...(to && { to }), price: 1, ground },
      deps.newId(),
    )
  const open = '2026年1月1日起已经有收费标准，请换日期，让两个标准前后相接'
  expect(told(await add('2026-01-01'))).toBe(open)
  expect(told(await add('2025-06-01', '2026-01-01'))).toBe(open)
  ;(await add('2027-01-01')).ok()
  const closed = '2026年1月1日至2026年12月31日已经有收费标准，请换日期，让两个标准前后相接'
  expect(told(await add('2026-06-01', '2026-07-31'))).toBe(closed)
  ;(await add('2025-06-01', '2025-12-31')).ok()
})

it('a reading that goes back says so, and the others of its sheet are saved', async () => {
  const begun = { reading: 100_000, readOn: '2025-12-31', digits: 5 }
  const meter = async (number: string) =>
    (
      await callAs(
        app,
        office,
        meterApi.createMeter,
        { ...at(), at: { kind: 'room', roomId }, type: 'power', number, ...begun },
        deps.newId(),
      )
    ).ok().meterId
  const [good, back] = [await meter('D-1'), await meter('D-2')]
  const readings = [
    { roomId, meterId: good, value: 101_000 },
    { roomId, meterId: back, value: 99_000 },
  ]
  const sheet = { ...at(), readOn: '2026-01-31', readings }
  const { results } = (await callAs(app, office, meterApi.saveReadings, sheet)).ok()
  expect(results.map(({ outcome, message }) => [outcome, message])).toEqual([
    ['saved', undefined],
    ['refused', '比上次的 100 小：抄错了请改；表走满归零请勾「满度归零」，换了表请先登记换表'],
  ])
})

it('a cost that is split over no area, or over one that nobody has filled in, is refused', async () => {
  const { feeItemId } = await makeFeeItem(place, { name: '公摊电费', formula: { kind: 'shared', by: 'area' } })
  const split = (building: string) =>
    callAs(
      app,
      office,
      poolApi.createPool,
      {
        ...at(),
        feeItemId,
        period: { from: '2026-10-01', to: '2026-10-31' },
        scope: { kind: 'building', building },
        weight: { by: 'area', area: 'inner' },
        cost: { kind: 'amount', amountFen: 10_000 },
      },
      deps.newId(),
    )
  expect(told(await split('2'))).toBe('weight 总面积或总用量是零，没法分摊，请换一种分摊方式')
  expect(told(await split('1'))).toBe('weight 1-1-101 等 10 间房屋没有填这种面积，请先补上')
})

it('days outside a contract are refused with the days of the contract', async () => {
  const { feeItemId } = await makeFeeItem(place, { name: '租金', formula: { kind: 'contract' } })
  const [from, to] = ['2027-02-15', '2027-08-31']
  const lease = { number: 'HT-1', feeItemId, party: { name: '好邻超市', kind: 'natural' as const }, from, to }
  const sign = (...days: string[]) =>
    callAs(
      app,
      office,
      contractApi.createContract,
      { ...at(), ...lease, steps: days.map(day => ({ from: day, monthlyFen: 100_000 })) },
      deps.newId(),
    )
  expect(told(await sign(from, '2027-09-01'))).toBe('steps 有一段租金在合同结束以后才开始，请改日期或删掉这一段')
  const { contractId } = (await sign(from)).ok()
  const end = (on: string) =>
    callAs(app, office, contractApi.endContract, { ...at(), contractId, on, reason: '提前退租' })
  const inside = '结束日期要在合同期内：2027年2月15日至2027年8月31日'
  expect([told(await end('2027-02-14')), told(await end('2027-09-01'))]).toEqual([`on ${inside}`, `on ${inside}`])
  const half = { type: 'contract' as const, thingId: contractId, feeItemId, applies: true, coefficient: 5_000 }
  const agree = (terms: object) => callAs(app, office, roomTermsApi.setThingTerms, { ...at(), ...half, ...terms })
  const own = '收费起止要在「合同 HT-1」的起止以内：2027年2月15日起，2027年8月31日止'
  expect(told(await agree({ from: '2026-04-01' }))).toBe(`from ${own}`)
  expect(told(await agree({ from, to: '2028-08-31' }))).toBe(`to ${own}`)
  ;(await agree({ from, to })).ok()
})
