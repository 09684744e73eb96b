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

/** The way to an order in minutes: one outside somebody's buildings counts as longer. */
function wayTo(
  worker: DispatchWorker,
  here: string | undefined,
  building: string | undefined,
  weights: DispatchWeights,
) {
  const isOut = worker.areas.length > 0 && building !== undefined && !worker.areas.includes(building)
  return travelMinutes(here, building) + (isOut ? weights.outOfAreaMin : 0)
}

/** What an order costs that is done at a time, beside the way to it. */
function lateCost({ kind, dueMin }: DispatchOrder, done: number, weights: DispatchWeights): number {
  if (done <= dueMin) return 0
  return (done - dueMin) * weights.late * (repairKinds[kind].emergency ? weights.emergency : 1)
}

/** Weighted travel and minutes late of one person who does these orders one after another. */
export function routeCost(worker: DispatchWorker, orders: readonly DispatchOrder[], weights: DispatchWeights): number {
  return restOf(
    worker,
    orders,
    0,
    { cost: 0, clock: worker.busyMin, here: worker.building },
    Number.POSITIVE_INFINITY,
    weights,
  )
}

/** Where somebody is at some point of their route, when, and what it has cost so far. */
export type Point = { cost: number; clock: number; here: string | undefined }

/** The cost of a route from one of its orders on; given up once it passes `limit`. Plain numbers: this is the inner loop. */
function restOf(
  worker: DispatchWorker,
  orders: readonly DispatchOrder[],
  from: number,
  point: Point,
  limit: number,
  weights: DispatchWeights,
): number {
  let { cost, clock, here } = point
  for (let i = from; i < orders.length && cost < limit; i++) {
    const order = orders[i]
    if (!order) break
    const way = wayTo(worker, here, order.building, weights)
    clock += way + repairKinds[order.kind].workMin
    cost += way * weights.travel + lateCost(order, clock, weights)
    here = order.building ?? here
  }
  return cost
}

function stepTo(
  { cost, clock, here }: Point,
  worker: DispatchWorker,
  order: DispatchOrder,
  weights: DispatchWeights,
): Point {
  const way = wayTo(worker, here, order.building, weights)
  const done = clock + way + repairKinds[order.kind].workMin
  return {
    cost: cost + way * weights.travel + lateCost(order, done, weights),
    clock: done,
    here: order.building ?? here,
  }
}

/** Where somebody is before each of their orders, and after the last. */
export function pointsOf({ worker, orders }: Route, weights: DispatchWeights): Point[] {
  let point: Point = { cost: 0, clock: worker.busyMin, here: worker.building }
  const points = [point]
  for (const each of orders) {
    point = stepTo(point, worker, each, weights)
    points.push(point)
  }
  return points
}

/**
 * Where one more order costs least with somebody, its share of uneven load in it; undefined where they cannot take it.
 * `points` of the route, where several orders are held against it.
 */
export function insertAt(
  route: Route,
  order: DispatchOrder,
  weights: DispatchWeights,
  points?: readonly Point[],
): { at: number; cost: number } | undefined {
  const { worker, orders } = route
  if (!canTake(order, worker)) return undefined
  const known = points ?? pointsOf(route, weights)
  let [at, least] = [orders.length, Number.POSITIVE_INFINITY]
  // From the end on: what comes early pushes all that follows, so that most of those are given up soon.
  for (let i = orders.length; i >= 0; i--) {
    const start = known[i]
    if (!start) continue
    const cost = restOf(worker, orders, i, stepTo(start, worker, order, weights), least, weights)
    if (cost < least) [at, least] = [i, cost]
  }
  const load = worker.load + orders.length
  return { at, cost: least - (known[orders.length]?.cost ?? 0) + weights.imbalance * (2 * load + 1) }
}

/** Uneven load: the squared distances from the average, over whoever is on shift. */
export function imbalanceOf(routes: readonly Route[], weights: DispatchWeights): number {
  const loads = routes.filter(({ worker }) => worker.onShift).map(({ worker, orders }) => worker.load + orders.length)
  if (loads.length === 0) return 0
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length
  return weights.imbalance * loads.reduce((sum, load) => sum + (load - mean) ** 2, 0)
}
