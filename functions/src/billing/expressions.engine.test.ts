import { billingApi } from '@linli/shared/billing/api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { beforeAll, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { callAs, type Caller } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { makeApp } from '../http'
import { routes } from './routes'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let roomId: string
let accountant: Caller

beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, routes)
  place = await makeCommunity(deps)
  accountant = await staffWith(deps, [roleIn(place, 'accountant')])
  roomId = (await makeRoom(place, { code: '1-1-101', ownerName: '李强', areas: { built: 8950 } })).roomId
  deps.world.settle()
})

const preview = (text: string) =>
  callAs(app, accountant, feeApi.previewExpression, { communityId: place.communityId, text, price: 23_000 })

it('an expression is tried on rooms before it is saved', async () => {
  expect((await preview('单价 × 建筑面积 + 5')).ok().rooms).toEqual([
    { roomCode: '1-1-101', amountFen: 21_085, words: '单价 × 建筑面积 + 5（单价 2.3，建筑面积 89.5）' },
  ])
  expect((await preview('1 / (建筑面积 - 89.5)')).ok().rooms[0]?.problem).toMatch(/除以了 0/)
})

it('one that can never be computed is refused with its place, when tried and when saved', async () => {
  const sentence = '“楼层”：公式里有不认识的名称，请从可用的名称里选'
  const answer = await preview('单价 × 楼层')
  expect(answer.code).toBe('request.invalid')
  expect(answer.body).toMatchObject({ error: { fields: [{ path: 'formula.text', message: sentence }] } })
  const formula = { kind: 'expression', text: '单价 × 楼层', per: 'month' } as const
  await expect(makeFeeItem(place, { formula })).rejects.toMatchObject({ code: 'request.invalid' })
})

it('becomes a bill that keeps its variables', async () => {
  const formula = { kind: 'expression', text: '如果(建筑面积 > 80, 单价 × 80, 0)', per: 'month' } as const
  const item = await makeFeeItem(place, { formula })
  await issue(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [item] })
  deps.world.settle()
  const { items } = (
    await callAs(app, accountant, billingApi.listRoomBills, { communityId: place.communityId, roomId })
  ).ok()
  expect(items).toMatchObject([{ amountFen: 18_400 }])
  expect(items[0]?.lines[0]?.inputs).toEqual({ kind: 'expression', variables: { price: '23/10', built: '179/2' } })
})

it('tiers and bands stay where they are used; what no run can bill is refused by it', async () => {
  const at = { communityId: place.communityId, from: '2027-01-01', price: 10_000 }
  const ground = { kind: 'contract', text: '物业服务合同 第八条' } as const
  const bands = { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 30, stepFen: 200 }
  const add = async (feeItemId: string, more: object) =>
    (await callAs(app, accountant, feeApi.addTariff, { ...at, feeItemId, ground, ...more })).code
  const [area, water] = [
    await makeFeeItem(place),
    await makeFeeItem(place, { formula: { kind: 'meter', meter: 'cold_water', tierBy: 'month' } }),
  ]
  const tiers = [{ over: 10_000, price: 20_000 }]
  expect(await add(area.feeItemId, { tiers })).toBe('request.invalid')
  expect(await add(area.feeItemId, { bands })).toBe('request.invalid')
  expect(await add(water.feeItemId, { tiers })).toBe('ok')
  const parking = await makeFeeItem(place, { formula: { kind: 'duration' }, bands })
  await expect(issue(place, { from: '2026-12-01', to: '2026-12-31', feeItems: [parking] })).rejects.toMatchObject({
    code: 'request.invalid',
  })
})
