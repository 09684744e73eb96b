import { feeApi } from '@linli/shared/billing/fee-api'
import { meterApi } from '@linli/shared/billing/meter-api'
import { poolApi } from '@linli/shared/billing/pool-api'
import { roundApi } from '@linli/shared/billing/round-api'
import type { Act } from './records'
import { uploaded } from './repair-story'
import type { Place } from './make'

/** A meter from its first day to a reading that is taken back. */
export async function meterStory(desk: Act, here: { communityId: string; roomId: string }): Promise<void> {
  const { communityId, roomId } = here
  const start = { reading: 100_000, readOn: '2026-01-01', digits: 5 }
  const wish = { communityId, at: { kind: 'room', roomId } as const, type: 'power' as const, number: 'D-1', ...start }
  const { meterId, version } = await desk(meterApi.createMeter, wish)
  const at = { communityId, roomId, meterId }
  await desk(meterApi.updateMeter, { ...at, ...start, number: 'D-1', digits: 6, version })
  const save = (value: number, readOn: string) =>
    desk(meterApi.saveReadings, { communityId, readOn, readings: [{ roomId, meterId, value }] })
  await save(110_000, '2026-01-31')
  await save(500_000, '2026-02-28')
  const reason = '装修用电'
  const { meter } = await desk(meterApi.confirmReading, { ...at, readOn: '2026-02-28', reason })
  await desk(meterApi.correctReading, { ...at, readOn: '2026-02-28', value: 120_000, reason })
  await desk(meterApi.withdrawReading, { ...at, readOn: '2026-02-28', reason })
  const device = { on: '2026-03-01', final: 111_000, number: 'D-2', start: 0 }
  await desk(meterApi.replaceMeter, { ...at, ...device, version: meter.version + 2 })
}

/** A meter that is read on the spot, and once by somebody who works here no more. `officerId` has a card of who repairs. */
export async function roundStory(
  desk: Act,
  place: Place,
  { roomId, officerId }: { roomId: string; officerId: string },
): Promise<void> {
  const { communityId } = place
  const wish = { communityId, at: { kind: 'room', roomId } as const, type: 'power' as const, number: 'D-9' }
  const { meterId } = await desk(meterApi.createMeter, wish)
  const one = { communityId, roomId, meterId }
  const photoId = await uploaded(place, officerId)
  await desk(roundApi.readMeter, { ...one, value: 1_000, at: '2026-11-20T02:00:00.000Z', photoId })
  await desk(roundApi.handOverReading, { ...one, value: 2_000, at: '2026-11-21T02:00:00.000Z' })
}

/** A common cost that is split and taken back. */
export async function poolStory(desk: Act, communityId: string, collectingEntityId: string): Promise<void> {
  const { feeItemId } = await desk(feeApi.createFeeItem, {
    communityId,
    name: '公摊电费',
    formula: { kind: 'shared', by: 'household' },
    cycle: { kind: 'month' },
    timing: 'postpaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    nature: 'collected_for_others',
    invoiceable: false,
    collectingEntityId,
    dueDays: 20,
    lateFee: null,
    active: true,
  })
  const { poolId } = await desk(poolApi.createPool, {
    communityId,
    feeItemId,
    period: { from: '2026-10-01', to: '2026-10-31' },
    scope: { kind: 'all' },
    weight: { by: 'household' },
    cost: { kind: 'amount', amountFen: 10_000 },
  })
  await desk(poolApi.discardPool, { communityId, poolId, reason: '金额录错' })
}
