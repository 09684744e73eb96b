import type { Repair } from '@linli/shared/repairs/schema'
import { expect, it } from 'vitest'
import { buildingNow, dayOrder, metresTo } from './day-order'

const now = Date.parse('2026-11-23T02:00:00.000Z')
const at = (latE6: number) => ({ latE6, lngE6: 121_499_800 })
const here = at(31_239_700)

function order(repairId: string, minutesLeft: number, building: string, more: Partial<Repair> = {}): Repair {
  const until = new Date(now + minutesLeft * 60_000).toISOString()
  return {
    repairId,
    number: '',
    communityId: '7KQ2M9',
    kind: 'lift',
    emergency: false,
    place: { kind: 'public', building, spot: '电梯' },
    text: '',
    source: 'phone',
    state: 'assigned',
    reportedAt: '2026-11-23T00:00:00.000Z',
    respondBy: until,
    finishBy: until,
    quotes: [],
    urges: 0,
    reopened: 0,
    followers: 0,
    pictures: [],
    version: 1,
    ...more,
  }
}
const placed = (repairId: string, minutesLeft: number, north: number) =>
  order(repairId, minutesLeft, '1', {
    place: { kind: 'public', building: '1', spot: '电梯', position: at(here.latE6 + north) },
  })
const ids = (orders: readonly Repair[]) => orders.map(({ repairId }) => repairId)

it('what is late comes first, however far; among what is equally urgent the nearest', () => {
  const orders = [
    placed('far', 90, 9_000),
    placed('near', 200, 100),
    placed('late', -5, 9_000),
    placed('hour', 50, 5_000),
  ]
  expect(ids(dayOrder(orders, { position: here }, now))).toEqual(['late', 'hour', 'near', 'far'])
  expect(orders.map(each => metresTo(each, here))).toEqual([1_001, 11, 1_001, 556])
})

it('without a place on the map the building that one is in is near; without any, time alone decides', () => {
  const orders = [
    order('other', 70, '2'),
    order('same', 200, '3'),
    order('soon', 65, '2'),
    order('stands', 10, '3', { state: 'paused', pausedAt: '2026-11-23T01:00:00.000Z' }),
  ]
  expect(ids(dayOrder(orders, { building: '3' }, now))).toEqual(['same', 'soon', 'other', 'stands'])
  expect(ids(dayOrder(orders, {}, now))).toEqual(['soon', 'other', 'same', 'stands'])
})

it('one is in the building of what is begun, or on the way to where one has set out for', () => {
  const begun = order('begun', 1, '7', { state: 'in_progress' })
  const left = order('left', 1, '5', { departedAt: '2026-11-23T01:00:00.000Z' })
  expect([buildingNow([order('a', 1, '2'), left, begun]), buildingNow([left]), buildingNow([])]).toEqual([
    '7',
    '5',
    undefined,
  ])
})
