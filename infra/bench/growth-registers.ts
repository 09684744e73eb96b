import { placeItem } from '@linli/functions/communities/places'
import { contractItem } from '@linli/functions/billing/contract-store'
import { feeItemItem } from '@linli/functions/billing/fee-item-store'
import { meterItem } from '@linli/functions/billing/meter-store'
import { assignmentItem } from '@linli/functions/billing/register-store'
import { poolItem, shareItem } from '@linli/functions/billing/pool-store'
import { readingIdOf, readingItem, type StoredReading } from '@linli/functions/billing/reading-store'
import { newQuestion, questionItem } from '@linli/functions/billing/question-store'
import { vacanciesItem } from '@linli/functions/billing/vacancy-store'
import { ruleKey } from '@linli/functions/imports/settings-store'
import { objectKeys, writeObject } from '@linli/functions/imports/store'
import { spaceItem, vehicleItem } from '@linli/functions/parking/store'
import { derivedId } from '@linli/functions/secrets'
import type { Bill } from '@linli/shared/billing/schema'
import type { Place } from '@linli/functions/test/make'
import type { ImportDetail } from '@linli/shared/imports/detail'
import type { PlaceRule } from '@linli/shared/imports/settings'
import { addMonths } from '@linli/shared/time'
import { stayItemId } from './growth-cases'
import { roomOf } from './rooms'

/** What the i-th room has in the registers that came with its import. */
export function* registersOf(communityId: string, i: number): Generator<Record<string, unknown>> {
  const { roomId, code } = roomOf(communityId, i)
  const place = { communityId, roomId, roomCode: code, version: 1 }
  const meter = { meterId: derivedId('meter', roomId), type: 'cold_water' as const, number: `S${i}` }
  yield meterItem({ ...place, ...meter, reading: 12_000 })
  yield* readingsOf({ ...place, ...meter })
  const share = { roomId, roomCode: code, weight: '1', amountFen: 100, odd: false }
  yield shareItem(communityId, poolIdOf(communityId), share)
  yield assignmentItem({ ...place, assignmentId: derivedId('assignment', roomId), feeItemName: '物业费' })
  const lift = {
    placeId: derivedId('place', roomId),
    kind: 'lift' as const,
    name: '电梯',
    building: code.split('-')[0],
  }
  yield placeItem(communityId, { ...lift, active: true, version: 1 })
  yield spaceItem({ ...place, spaceId: derivedId('space', roomId), lot: '地下', code: `A-${i}`, tenure: 'owned' })
  yield contractOf(place, i)
  const vehicleId = derivedId('vehicle', roomId)
  yield vehicleItem({ ...place, vehicleId, plateMasked: '京A***45', plateSealed: 'none' })
}

type ReadMeter = Pick<StoredReading, 'communityId' | 'roomId' | 'roomCode' | 'meterId' | 'type' | 'number'>

/** A quarter of monthly readings, the last one held. */
function* readingsOf({ communityId, roomId, roomCode, meterId, type, number }: ReadMeter) {
  for (let month = 0; month < 3; month++) {
    const readOn = addMonths('2026-09-20', month)
    yield readingItem({
      communityId,
      roomId,
      roomCode,
      meterId,
      type,
      number,
      readOn,
      readingId: readingIdOf(meterId, readOn),
      value: 12_000 + month * 1_000,
      state: month === 2 ? 'held' : 'confirmed',
      spans: [],
      usedBefore: 0,
      enteredBy: '王经理',
      enteredAt: '2026-11-05T02:00:00.000Z',
      ...(month === 2 && { photo: { fileId: derivedId('photo', meterId), at: '2026-11-20T02:00:00.000Z' } }),
    })
  }
}

export const contractIdOf = (communityId: string, i: number) => derivedId('contract', communityId, String(i))

/** The fee item of stays in the car park. */
export const stayItem = (communityId: string) =>
  feeItemItem({
    feeItemId: stayItemId,
    communityId,
    name: '临停费',
    formula: { kind: 'duration' },
    cycle: { kind: 'once' },
    timing: 'postpaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'own_revenue',
    invoiceable: true,
    collectingEntityId: stayItemId,
    dueDays: 0,
    lateFee: null,
    active: true,
    tariffs: [
      {
        tariffId: stayItemId,
        feeItemId: stayItemId,
        from: '2020-01-01',
        price: 0,
        bands: { freeMinutes: 30, firstMinutes: 60, firstFen: 500, stepMinutes: 60, stepFen: 200 },
        ground: { kind: 'filing', text: '停车收费备案' },
      },
    ],
    version: 1,
  })

/** A contract of the i-th room; half of them, by their ids, have ended. */
const contractOf = (
  { communityId, roomId, roomCode }: { communityId: string; roomId: string; roomCode: string },
  i: number,
) => {
  const contractId = contractIdOf(communityId, i)
  return contractItem({
    communityId,
    contractId,
    number: `HT-${i}`,
    feeItemId: derivedId('rent', communityId),
    feeItemName: '商铺租金',
    party: { name: '好邻超市有限公司' },
    roomId,
    roomCode,
    from: '2025-01-01',
    ...(contractId.charCodeAt(contractId.length - 1) % 2 === 0 && { to: '2025-12-31' }),
    steps: [{ from: '2025-01-01', monthlyFen: 100_000 }],
    version: 1,
  })
}

export const poolIdOf = (communityId: string) => derivedId('pool', communityId)

/** A common cost that every room with registers bears a share of. */
export const costPool = (communityId: string, feeItemId: string) =>
  poolItem({
    poolId: poolIdOf(communityId),
    communityId,
    feeItemId,
    feeItemName: '公摊电费',
    period: { from: '2026-10-01', to: '2026-10-31' },
    scope: { kind: 'all' },
    weight: { by: 'household' },
    cost: { kind: 'amount', amountFen: 100_000 },
    totalFen: 100_000,
    totalWeight: '1000',
    rooms: 1_000,
    state: 'ready',
    createdAt: '2026-11-05T02:00:00.000Z',
    createdBy: '王经理',
    counts: [],
    frozen: 1_000,
    version: 1,
  })

/** What was asked about a bill, and waits for the office. */
export function questionOf(bill: Bill): Record<string, unknown> {
  const at = '2026-11-05T02:00:00.000Z'
  const entry = {
    entryId: derivedId('question', bill.billId),
    kind: 'question' as const,
    text: '怎么算的',
    name: '李小红',
    at,
  }
  return questionItem({ ...newQuestion(bill, at), entries: [entry], waitingSince: at, version: 1 })
}

/** An owner says that the room is empty, and waits for the office. */
export function vacancyOf({ communityId, object }: Bill): Record<string, unknown> {
  const at = '2026-11-05T02:00:00.000Z'
  const asked = { from: '2026-11-01', reason: '没有人住', name: '李小红' }
  const cases = [{ caseId: derivedId('vacancy', object.id), state: 'waiting' as const, at, asked }]
  const room = { communityId, roomId: object.id, roomCode: object.code }
  return vacanciesItem({ ...room, cases, waitingSince: at, changedAt: at, version: 1 })
}

/** The rules of a community, as many as an office writes. */
export const ruleItems = (communityId: string): (PlaceRule & { pk: string; sk: string })[] =>
  Array.from({ length: 20 }, (_, n) => {
    const rule: PlaceRule = { ruleId: derivedId('rule', communityId, n), kind: 'prefix', from: `${n}期`, to: '' }
    return { ...ruleKey(communityId, rule.ruleId), ...rule }
  })

/** How the first import was read, and what kept it from being undone. */
export async function importObjects({ ctx, communityId }: Place, importId: string): Promise<void> {
  const detail: ImportDetail = {
    importId,
    reading: 1,
    tables: [],
    byKind: [{ kind: 'room', ready: 50, unchanged: 0, differing: 0 }],
    totals: { byBuilding: [], byItem: [], sheetTotals: [], records: { room: 50 } },
    rules: [],
    corrected: 0,
  }
  const keys = objectKeys(communityId, importId)
  await writeObject(ctx, keys.detail(1), detail)
  const referring = Array.from({ length: 40 }, (_, n) => ({ what: `房屋 1-1-${n + 1}01：导入后改过` }))
  await writeObject(ctx, keys.referring, referring)
}
