import { canTake, type DispatchOrder, type DispatchWorker } from './dispatch-field'
import type { DispatchWeights } from './dispatch-weights'
import { repairKinds } from './kinds'

export type Route = { worker: DispatchWorker; orders: DispatchOrder[] }

/** Minutes on foot inside a community: a building is known by its number; without one it is somewhere in the middle. */
export function travelMinutes(from: string | undefined, to: string | undefined): number {
  if (from === undefined || to === undefined) return 5
  if (from === to) return 2
  const apart = Math.abs(numberOf(from) - numberOf(to))
  return 4 + Math.min(10, Number.isNaN(apart) ? 5 : apart)
}

/** Reading a number out of a name is most of what a large plan would cost. */
const numbers = new Map<string, number>()
function numberOf(building: string): number {
  const known = numbers.get(building)
  if (known !== undefined) return known
  const number = Number.parseInt(building, 10)
  if (numbers.size < 1_000) numbers.set(building, number)
  return number
}

/** Where somebody is at some point of their route, when, and what it has cost so far. */
type Point = { cost: number; clock: number; here: string | undefined }

function stepTo(
  { cost, clock, here }: Point,
  worker: DispatchWorker,
  order: DispatchOrder,
  weights: DispatchWeights,
): Point {
  const { workMin, emergency } = repairKinds[order.kind]
  const isOut = worker.areas.length > 0 && order.building !== undefined && !worker.areas.includes(order.building)
  const way = travelMinutes(here, order.building) + (isOut ? weights.outOfAreaMin : 0)
  const done = clock + way + workMin
  const late = done > order.dueMin ? (done - order.dueMin) * weights.late * (emergency ? weights.emergency : 1) : 0
  return { cost: cost + way * weights.travel + late, clock: done, here: order.building ?? here }
}

const startOf = (worker: DispatchWorker): Point => ({ cost: 0, clock: worker.busyMin, here: worker.building })

/** Weighted travel and minutes late of one person who does these orders one after another. */
export function routeCost(worker: DispatchWorker, orders: readonly DispatchOrder[], weights: DispatchWeights): number {
  let point = startOf(worker)
  for (const order of orders) point = stepTo(point, worker, order, weights)
  return point.cost
}

/** Where one more order costs least with somebody, its share of uneven load in it; undefined where they cannot take it. */
export function insertAt(
  { worker, orders }: Route,
  order: DispatchOrder,
  weights: DispatchWeights,
): { at: number; cost: number } | undefined {
  if (!canTake(order, worker)) return undefined
  const points = [startOf(worker)]
  for (const [i, each] of orders.entries()) points.push(stepTo(points[i] ?? startOf(worker), worker, each, weights))
  let [at, least] = [orders.length, Number.POSITIVE_INFINITY]
  // From the end on: what comes early pushes all that follows, so that most of those are given up soon.
  for (let i = orders.length; i >= 0; i--) {
    let point = stepTo(points[i] ?? startOf(worker), worker, order, weights)
    for (let next = i; next < orders.length && point.cost < least; next++) {
      const each = orders[next]
      if (each) point = stepTo(point, worker, each, weights)
    }
    if (point.cost < least) [at, least] = [i, point.cost]
  }
  const load = worker.load + orders.length
  return { at, cost: least - (points[orders.length]?.cost ?? 0) + weights.imbalance * (2 * load + 1) }
}

/** Uneven load: the squared distances from the average, over whoever is on shift. */
export function imbalanceOf(routes: readonly Route[], weights: DispatchWeights): number {
  const loads = routes.filter(({ worker }) => worker.onShift).map(({ worker, orders }) => worker.load + orders.length)
  if (loads.length === 0) return 0
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length
  return weights.imbalance * loads.reduce((sum, load) => sum + (load - mean) ** 2, 0)
}
