import { stayApi } from '@linli/shared/billing/stay-api'
import { monthEnd } from '@linli/shared/time'
import { beforeEach, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { billsOf } from '../../test/books'
import { callAs } from '../../test/call'
import type { TestDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun } from '../../test/make-billing'
import { calmDeps, killedAt } from '../../test/processes'
import { makeApp } from '../http'
import { spaceItem, vehicleItem } from '../parking/store'
import { computeRun } from './compute-run'
import { createContract } from './create-contract'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { routes } from './routes'
import { loadRun } from './run-store'
import { setRoomTerms } from './set-room-terms'
import { setThingTerms } from './set-thing-terms'
import { startRun } from './start-run'

let deps: TestDeps
let place: Place
beforeEach(async () => {
  deps = calmDeps()
  place = await makeCommunity(deps)
})

const fixed = { kind: 'fixed' } as const

/**
 * A contract, two spaces of no room and two vehicles of one holder, and a room whose payer changes on 16 March: what each of
 * their fee items charges, and the households that the bills stand under.
 */
async function estate() {
  const { ctx, communityId } = place
  const { roomId } = await makeRoom(place, { code: '1-1-101', ownerName: '李小红', areas: { built: 10_000 } })
  const [area, rent, space, vehicle] = [
    await makeFeeItem(place, { name: '物业费' }),
    await makeFeeItem(place, { name: '租金', formula: { kind: 'contract' } }),
    await makeFeeItem(place, { name: '车位费', formula: fixed, charges: 'space', price: 600_000 }),
    await makeFeeItem(place, { name: '停车费', formula: fixed, charges: 'vehicle', price: 3_000_000 }),
  ]
  const party = { name: '好邻超市有限公司', kind: 'organisation' as const, idNumber: '91110108MA01C8X123' }
  const lease = { number: 'HT-1', from: '2027-01-01', steps: [{ from: '2027-01-01', monthlyFen: 100_000 }] }
  const contract = await createContract(ctx, { communityId, feeItemId: rent.feeItemId, party, ...lease })
  const held = { communityId, version: 1, holder: { personId: deps.newId(), name: '赵云' } }
  const [kept, half] = [deps.newId(), deps.newId()]
  const [own, exempt] = [deps.newId(), deps.newId()]
  const plate = { plateMasked: '京A***45', plateSealed: '' }
  await ctx.db.writeMany([
    { put: spaceItem({ ...held, spaceId: kept, lot: '地下', code: 'B-01' }) },
    { put: spaceItem({ ...held, spaceId: half, lot: '地下', code: 'B-02' }) },
    { put: vehicleItem({ ...held, vehicleId: own, ...plate }) },
    { put: vehicleItem({ ...held, vehicleId: exempt, ...plate, plateMasked: '京A***46' }) },
  ])
  const on = { communityId, applies: true }
  const parked = { ...on, type: 'vehicle' as const, feeItemId: vehicle.feeItemId }
  await setThingTerms(ctx, {
    ...on,
    type: 'space',
    thingId: half,
    feeItemId: space.feeItemId,
    coefficient: 5_000,
    from: '2027-02-01',
  })
  await setThingTerms(ctx, { ...parked, thingId: own, payers: [{ name: '青山科技' }] })
  await setThingTerms(ctx, { ...parked, thingId: exempt, exemptReason: '物业自用车' })
  const payers = [
    { name: '甲公司', to: '2027-03-15' },
    { name: '乙公司', from: '2027-03-16' },
  ]
  await setRoomTerms(ctx, { ...on, roomId, feeItemId: area.feeItemId, payers })
  return {
    items: [area, rent, space, vehicle],
    households: [roomId, contract.party.personId ?? '', held.holder.personId],
  }
}

/** What a month of the estate comes to, each once: item, first day, amount and payer. */
const expectedOf = (month: string) => [
  ...(month === '2027-03'
    ? [`物业费 ${month}-01 11129 甲公司`, `物业费 ${month}-16 11871 乙公司`]
    : [`物业费 ${month}-01 23000 ${month < '2027-03' ? '甲公司' : '乙公司'}`]),
  `租金（合同 HT-1） ${month}-01 100000 好邻超市有限公司`,
  `车位费（车位 地下 B-01） ${month}-01 6000 赵云`,
  ...(month === '2027-01' ? [] : [`车位费（车位 地下 B-02） ${month}-01 3000 赵云`]),
  `停车费（车辆 京A***45） ${month}-01 30000 青山科技`,
]

it.each(['before', 'after'] as const)(
  'killed %s any write of its drafts and its publication, a run issues one set of contracts, spaces, vehicles and payers',
  async when => {
    const { items, households } = await estate()
    const { ctx, communityId } = place
    const feeItemIds = items.map(({ feeItemId }) => feeItemId)
    const expected: string[] = []
    let died = 0
    for (let write = 1; ; write++) {
      const month = `2027-${String(write).padStart(2, '0')}`
      const window = { from: `${month}-01`, to: monthEnd(month) }
      const { runId } = await startRun(ctx, { communityId, ...window, feeItemIds })
      const drafted = await killedAt(deps, { write, when }, () => computeRun(deps, communityId, runId))
      const { count, amountFen } = await loadRun(ctx, communityId, runId)
      await publishRun(ctx, { communityId, runId, count, amountFen })
      const issued = await killedAt(deps, { write, when }, () => publishBills(deps, communityId, runId))
      died += Number(drafted.failed) + Number(issued.failed)
      expected.push(...expectedOf(month))
      const bills = (await Promise.all(households.map(id => billsOf(place, id)))).flat()
      const told = bills.map(bill => `${bill.feeItemName} ${bill.period.from} ${bill.amountFen} ${bill.payer.name}`)
      expect(told.sort()).toEqual(expected.toSorted())
      if (!drafted.reached && !issued.reached) break
    }
    expect(died).toBeGreaterThan(6)
    const again = await makeRun(place, { from: '2027-01-01', to: '2027-12-31', feeItems: items })
    const firsts = expected.filter(text => text.includes('B-01')).length
    expect(again.count).toBe((12 - firsts) * 5)
  },
)

it.each(['before', 'after'] as const)(
  'a stay whose charge is killed %s its write is one bill once it is asked again',
  async when => {
    const bands = { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 60, stepFen: 200 }
    const { feeItemId } = await makeFeeItem(place, {
      name: '临停费',
      formula: { kind: 'duration' },
      cycle: { kind: 'once' },
      timing: 'postpaid',
      bands,
    })
    const cashier = await staffWith(deps, [roleIn(place, 'cashier')])
    const app = makeApp(deps, routes)
    const [enteredAt, leftAt] = ['2026-11-21T00:00:00.000Z', '2026-11-21T01:00:00.000Z']
    const wish = { communityId: place.communityId, feeItemId, plate: '京A12345', enteredAt, leftAt, amountFen: 500 }
    const key = deps.newId()
    deps.life.crashAt(1, when)
    expect((await callAs(app, cashier, stayApi.chargeStay, wish, key)).status).toBeGreaterThanOrEqual(500)
    deps.life.revive()
    const bill = (await callAs(app, cashier, stayApi.chargeStay, wish, key)).ok()
    expect((await billsOf(place, bill.object.id)).map(({ billId }) => billId)).toEqual([bill.billId])
  },
)
