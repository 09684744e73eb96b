import type { Position } from '@linli/shared/position'
import { metresBetween } from '@linli/shared/position'
import type { Repair } from '@linli/shared/repairs/schema'
import { runningTime } from '@linli/shared/repairs/time-left'

/** Where somebody stands: on the map, or in the building of the order that they are on. */
export type Here = { position?: Position | undefined; building?: string | undefined }

/** What runs for whoever repairs; once it is done, the time is the resident's. */
export const untilOf = (order: Repair): string | undefined => (order.state === 'done' ? undefined : runningTime(order))

const hourMs = 3_600_000
/** What is late, what has an hour, what has half a shift, the rest, and what stands still: a walk changes nothing between them. */
const bands = [0, hourMs, 4 * hourMs, Number.POSITIVE_INFINITY]

/** By urgency, and among what is equally urgent the nearest first; without a place, by the time that is left alone. */
export function dayOrder<R extends Repair>(orders: readonly R[], here: Here, nowMs: number): R[] {
  const keyed = orders.map(order => {
    const until = untilOf(order)
    const leftMs = until === undefined ? undefined : Date.parse(until) - nowMs
    const band = leftMs === undefined ? bands.length : bands.findIndex(most => leftMs <= most)
    return { order, band, far: farness(order, here), leftMs: leftMs ?? Number.POSITIVE_INFINITY }
  })
  return keyed
    .sort(
      (a, b) =>
        a.band - b.band || a.far - b.far || a.leftMs - b.leftMs || (a.order.repairId < b.order.repairId ? -1 : 1),
    )
    .map(({ order }) => order)
}

/** Metres where both are on the map; else the same building is near and any other as far as the next. */
function farness(order: Repair, here: Here): number {
  const metres = metresTo(order, here.position)
  if (metres !== undefined) return metres
  return here.building !== undefined && order.place.building === here.building ? 0 : Number.MAX_SAFE_INTEGER
}

export function metresTo({ place: { position: there } }: Repair, position: Position | undefined): number | undefined {
  return position && there ? metresBetween(position, there) : undefined
}

/** The building of whatever somebody is on, or on the way to. */
export const buildingNow = (orders: readonly Repair[]): string | undefined =>
  (orders.find(({ state }) => state === 'in_progress') ?? orders.find(({ departedAt }) => departedAt !== undefined))
    ?.place.building
