import { canTake, type DispatchOrder, type DispatchWorker } from './dispatch-field'
import type { DispatchWeights } from './dispatch-weights'
import { repairKinds } from './kinds'

export type Route = { worker: DispatchWorker; orders: DispatchOrder[] }

/** Minutes on foot inside a community: a building is known by its number; without one it is somewhere in the middle. */
export function travelMinutes(from: string | undefined, to: string | undefined): number {
  if (from === undefined || to === undefined) return 5
  if (from === to) return 2
  const apart = Math.abs(Number.parseInt(from, 10) - Number.parseInt(to, 10))
  return 4 + Math.min(10, Number.isNaN(apart) ? 5 : apart)
}

/** Weighted travel and minutes late of one person who does these orders one after another. */
export function routeCost(worker: DispatchWorker, orders: readonly DispatchOrder[], weights: DispatchWeights): number {
  return costWith(worker, orders, undefined, -1, weights)
}

/** The same with one more order at a place, without making the list. */
function costWith(
  worker: DispatchWorker,
  orders: readonly DispatchOrder[],
  extra: DispatchOrder | undefined,
  at: number,
  weights: DispatchWeights,
): number {
  let [cost, clock, here] = [0, worker.busyMin, worker.building]
  const length = orders.length + (extra ? 1 : 0)
  for (let i = 0; i < length; i++) {
    const order = extra && i === at ? extra : orders[extra && i > at ? i - 1 : i]
    if (!order) continue
    const { workMin, emergency } = repairKinds[order.kind]
    const isOut = worker.areas.length > 0 && order.building !== undefined && !worker.areas.includes(order.building)
    const way = travelMinutes(here, order.building) + (isOut ? weights.outOfAreaMin : 0)
    clock += way + workMin
    const late = Math.max(0, clock - order.dueMin)
    cost += way * weights.travel + late * weights.late * (emergency ? weights.emergency : 1)
    here = order.building ?? here
  }
  return cost
}

/** Where one more order costs least with somebody, its share of uneven load in it; undefined where they cannot take it. */
export function insertAt(
  { worker, orders }: Route,
  order: DispatchOrder,
  weights: DispatchWeights,
): { at: number; cost: number } | undefined {
  if (!canTake(order, worker)) return undefined
  const before = routeCost(worker, orders, weights)
  let [at, least] = [0, Number.POSITIVE_INFINITY]
  for (let i = 0; i <= orders.length; i++) {
    const cost = costWith(worker, orders, order, i, weights)
    if (cost < least) [at, least] = [i, cost]
  }
  const load = worker.load + orders.length
  return { at, cost: least - before + weights.imbalance * (2 * load + 1) }
}

/** Uneven load: the squared distances from the average, over whoever is on shift. */
export function imbalanceOf(routes: readonly Route[], weights: DispatchWeights): number {
  const loads = routes.filter(({ worker }) => worker.onShift).map(({ worker, orders }) => worker.load + orders.length)
  if (loads.length === 0) return 0
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length
  return weights.imbalance * loads.reduce((sum, load) => sum + (load - mean) ** 2, 0)
}
