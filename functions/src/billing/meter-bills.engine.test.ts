import { beforeEach, describe, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import type { TestDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { calmDeps, killedAt } from '../../test/processes'
import { addTariff } from './add-tariff'
import { computeRun } from './compute-run'
import { confirmReading } from './confirm-reading'
import { correctReading } from './correct-reading'
import { createMeter } from './create-meter'
import { listDrafts } from './drafts'
import { publishBills } from './publish-bills'
import { publishRun } from './publish-run'
import { redraftRun } from './redraft-run'
import { loadRun } from './run-store'
import { saveReadings } from './save-readings'
import { voidBill } from './void-bill'
import { withdrawReading } from './withdraw-reading'

let deps: TestDeps
let place: Place
let roomId: string
let meters: string[]
let item: { feeItemId: string }
const january = { from: '2026-01-01', to: '2026-01-31' }

beforeEach(async () => {
  deps = calmDeps()
  place = await makeCommunity(deps)
  ;({ roomId } = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' }))
  meters = []
  for (const number of ['W-1', 'W-2']) {
    const begun = { reading: 100_000, readOn: '2025-12-31', digits: 5 }
    const at = { kind: 'room', roomId } as const
    const meter = await createMeter(place.ctx, {
      communityId: place.communityId,
      at,
      type: 'cold_water',
      number,
      ...begun,
    })
    meters.push(meter.meterId)
  }
  item = await tiered()
  await read('2026-01-31', [112_000, 103_000])
})

/** 3 yuan a tonne, 5 above 10 tonnes a month. */
async function tiered() {
  const formula = { kind: 'meter', meter: 'cold_water', tierBy: 'month' } as const
  const { feeItemId } = await makeFeeItem(place, { name: '水费', formula, from: '2020-01-01', timing: 'postpaid' })
  const ground = { kind: 'filing', text: '市水价文件' } as const
  const tiers = [{ over: 10_000, price: 50_000 }]
  await addTariff(place.ctx, {
    communityId: place.communityId,
    feeItemId,
    from: '2026-01-01',
    price: 30_000,
    tiers,
    ground,
  })
  return { feeItemId }
}

async function read(readOn: string, values: number[]) {
  const readings = values.map((value, i) => ({ roomId, meterId: meters[i] ?? '', value }))
  const { results } = await saveReadings(place.ctx, { communityId: place.communityId, readOn, readings })
  deps.world.settle()
  return results.map(({ outcome }) => outcome)
}

const run = (window = january) => makeRun(place, { ...window, feeItems: [item] })
const at = (meter: number, readOn = '2026-01-31') => ({
  communityId: place.communityId,
  roomId,
  meterId: meters[meter] ?? '',
  readOn,
  reason: '抄错一位',
})
const live = async () => (await billsOf(place, roomId)).filter(({ state }) => state !== 'void')
const told = async () =>
  (await live())
    .map(({ feeItemName, charged, period, amountFen, rev }) => [feeItemName, charged?.type, period.to, amountFen, rev])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1))

describe('a reading', () => {
  it('becomes one bill of its meter, once; meters of one room have days of their own', async () => {
    const published = await publish(place, await run())
    expect([published.state, published.count, published.amountFen]).toEqual(['published', 2, 4_000 + 900])
    expect(await told()).toEqual([
      ['水费（冷水表 W-1）', 'meter', '2026-01-31', 4_000, 0],
      ['水费（冷水表 W-2）', 'meter', '2026-01-31', 900, 0],
    ])
    expect((await run()).count).toBe(0)
  })

  it('that is billed is not corrected nor taken back; void first', async () => {
    await publish(place, await run())
    const fixed = { code: 'billing.reading_fixed', message: expect.stringMatching(/已经出账/) }
    await expect(correctReading(place.ctx, { ...at(0), value: 111_000 })).rejects.toMatchObject(fixed)
    await expect(withdrawReading(place.ctx, at(0))).rejects.toMatchObject(fixed)
    const billId = (await live()).find(({ charged }) => charged?.id === meters[0])?.billId ?? ''
    await voidBill(place.ctx, { communityId: place.communityId, roomId, billId, reason: '读数有误', reissue: false })
    await correctReading(place.ctx, { ...at(0), value: 111_000 })
    deps.world.settle()
    await publish(place, await run())
    expect(await told()).toEqual([
      ['水费（冷水表 W-1）', 'meter', '2026-01-31', 3_500, 1],
      ['水费（冷水表 W-2）', 'meter', '2026-01-31', 900, 0],
    ])
  })

  it('is issued again as it was, by its own tiers', async () => {
    await publish(place, await run())
    const billId = (await live())[0]?.billId ?? ''
    const { voided, reissued } = await voidBill(place.ctx, {
      communityId: place.communityId,
      roomId,
      billId,
      reason: '单据重开',
      reissue: true,
    })
    expect(reissued).toMatchObject([{ charged: voided.charged, amountFen: voided.amountFen, rev: 1 }])
  })

  it('that was corrected after its draft is held back, and billed as it is then', async () => {
    const reviewed = await run()
    await correctReading(place.ctx, { ...at(1), value: 104_000 })
    deps.world.settle()
    const published = await publish(place, reviewed)
    expect([published.state, published.heldBack?.bills]).toEqual(['ready', 1])
    await redraftRun(place.ctx, { communityId: place.communityId, runId: reviewed.runId })
    await computeRun(deps, place.communityId, reviewed.runId)
    await publish(place, await loadRun(place.ctx, place.communityId, reviewed.runId))
    expect(await told()).toEqual([
      ['水费（冷水表 W-1）', 'meter', '2026-01-31', 4_000, 0],
      ['水费（冷水表 W-2）', 'meter', '2026-01-31', 1_200, 0],
    ])
  })

  it('that spans other days than its draft is held back, though it shows and counts the same', async () => {
    await read('2026-02-28', [112_000])
    await confirmReading(place.ctx, at(0, '2026-02-28'))
    await read('2026-03-31', [120_000])
    const reviewed = await run({ from: '2026-03-01', to: '2026-03-31' })
    expect(reviewed.count).toBe(1)
    await withdrawReading(place.ctx, at(0, '2026-03-31'))
    await withdrawReading(place.ctx, at(0, '2026-02-28'))
    expect(await read('2026-03-31', [120_000])).toEqual(['saved'])
    expect((await publish(place, reviewed)).heldBack?.bills).toBe(1)
  })

  it('that came in after the run of its month is named by the next one', async () => {
    await publish(place, await run())
    await read('2026-02-27', [113_000])
    await read('2026-03-31', [114_000])
    const march = await run({ from: '2026-03-01', to: '2026-03-31' })
    const period = { from: '2026-02-01', to: '2026-02-27' }
    expect(march).toMatchObject({ count: 1, voidedGaps: { count: 1, first: [{ code: '1-1-101', period }] } })
  })

  it('that waits for a person fails its line, and the run with it', async () => {
    expect(await read('2026-02-28', [112_000])).toEqual(['held'])
    const reviewed = await run({ from: '2026-02-01', to: '2026-02-28' })
    expect(reviewed.flags.failed).toBe(1)
    const { items } = await listDrafts(place.ctx, { communityId: place.communityId, runId: reviewed.runId })
    expect(items[0]?.problem).toBe('冷水表 W-1 2026年2月28日的读数还没有核对，请先核对')
  })
})

it.each(['before', 'after'] as const)('killed %s any write of its publication, a run issues one set', async when => {
  let seen = 0
  for (let write = 1; ; write++) {
    const month = String(write + 1).padStart(2, '0')
    const to = `2026-${month}-28`
    await read(to, [112_000 + write * 1_000, 103_000 + write * 1_000])
    const reviewed = await run({ from: `2026-${month}-01`, to })
    expect(reviewed.count).toBe(2)
    const { count, amountFen, runId } = reviewed
    await publishRun(place.ctx, { communityId: place.communityId, runId, count, amountFen })
    const { reached } = await killedAt(deps, { write, when }, () => publishBills(deps, place.communityId, runId))
    seen += 2
    expect(await live()).toHaveLength(seen)
    if (!reached) break
  }
  expect(seen).toBeGreaterThan(6)
})
