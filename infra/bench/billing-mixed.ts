import { createPool } from '@linli/functions/billing/create-pool'
import { readingIdOf, readingItem } from '@linli/functions/billing/reading-store'
import type { Deps } from '@linli/functions/context'
import { spaceItem } from '@linli/functions/parking/store'
import { derivedId } from '@linli/functions/secrets'
import { makeFeeItem } from '@linli/functions/test/make-billing'
import type { Place } from '@linli/functions/test/make'
import { addDays, addMonths, monthEnd } from '@linli/shared/time'
import { load } from './bulk'
import { roomOf } from './rooms'

/** What a community charges: eight fee items of every kind that a month has. */
export type MixedItems = { feeItemIds: string[]; sharedId: string }

export async function makeMixedItems(place: Place): Promise<MixedItems> {
  const of = async (wish: Parameters<typeof makeFeeItem>[1]) => (await makeFeeItem(place, wish)).feeItemId
  const others = 'collected_for_others' as const
  const sharedId = await of({
    name: '公摊电费',
    formula: { kind: 'shared', by: 'area' },
    timing: 'postpaid',
    nature: others,
  })
  const feeItemIds = [
    await of({ name: '物业费' }),
    await of({ name: '电梯费', price: 3_500 }),
    await of({ name: '垃圾费', formula: { kind: 'fixed' }, price: 80_000 }),
    await of({ name: '有线电视费', formula: { kind: 'fixed' }, price: 180_000, nature: others }),
    await of({
      name: '能耗费',
      formula: { kind: 'expression', text: '建筑面积 * 单价 + 2', per: 'month' },
      price: 1_200,
    }),
    await of({ name: '水费', formula: { kind: 'meter', meter: 'cold_water' }, timing: 'postpaid', nature: others }),
    await of({ name: '车位费', formula: { kind: 'fixed' }, charges: 'space', price: 800_000 }),
    sharedId,
  ]
  return { feeItemIds, sharedId }
}

/** A space for each of the rooms. */
export function* spaceItems(communityId: string, rooms: number): Generator<Record<string, unknown>> {
  for (let i = 0; i < rooms; i++) {
    const { roomId, code } = roomOf(communityId, i)
    const space = { spaceId: derivedId('space', roomId), lot: '地下', code: `A-${i}`, tenure: 'owned' as const }
    yield spaceItem({ communityId, roomId, roomCode: code, version: 1, ...space })
  }
}

/** What a month brings before it can be billed: a reading of every room, and a common cost. */
export async function bringMonth(
  deps: Deps,
  place: Place,
  { rooms, month, sharedId }: { rooms: number; month: string; sharedId: string },
) {
  const { ctx, communityId } = place
  await load(deps.dynamo, deps.env.LINLI_TABLE, readingItems(communityId, rooms, month))
  await createPool(ctx, {
    communityId,
    feeItemId: sharedId,
    period: { from: month, to: monthEnd(month) },
    scope: { kind: 'all' },
    weight: { by: 'area', area: 'built' },
    cost: { kind: 'amount', amountFen: 3_456_789 },
  })
}

function* readingItems(communityId: string, rooms: number, month: string): Generator<Record<string, unknown>> {
  const readOn = addDays(month, 19)
  const value = 12_000 + Number(month.slice(5, 7)) * 8_000
  for (let i = 0; i < rooms; i++) {
    const { roomId, code } = roomOf(communityId, i)
    const meterId = derivedId('meter', roomId)
    yield readingItem({
      communityId,
      roomId,
      roomCode: code,
      meterId,
      type: 'cold_water',
      number: `S${i}`,
      readOn,
      readingId: readingIdOf(meterId, readOn),
      previousOn: addMonths(readOn, -1),
      value,
      state: 'confirmed',
      spans: [{ last: value - 8_000, now: value, multiplier: 10_000 }],
      usedBefore: 0,
      enteredBy: '王经理',
      enteredAt: '2026-11-05T02:00:00.000Z',
    })
  }
}
