import { repairKinds } from './kinds'
import { dispatchWeights, type DispatchWeights } from './dispatch-weights'
import { canTake, type DispatchOrder, type DispatchWorker, isSkilled } from './dispatch-field'
import { improve } from './dispatch-improve'
import { imbalanceOf, insertAt, routeCost, type Route, travelMinutes } from './dispatch-cost'
import { dispatchWords, skillNames } from './words'

export type Assignment = { repairId: string; personId: string; why: string }
export type Dispatched = {
  assignments: Assignment[]
  unassigned: { repairId: string; why: string }[]
  cost: number
}

/**
 * Gives the orders out so that travel, minutes late and uneven load come to little in sum: the order that would lose most by
 * waiting is placed first (regret), then single orders are moved and exchanged while that helps. Who is unskilled or off shift
 * gets none. Deterministic: the same input gives the same answer.
 */
export function dispatch(
  orders: readonly DispatchOrder[],
  workers: readonly DispatchWorker[],
  weights: DispatchWeights = dispatchWeights,
): Dispatched {
  const possible = orders.filter(order => workers.some(worker => canTake(order, worker)))
  const routes = improve(regretInsertion(possible, workers, weights), weights)
  const cost =
    routes.reduce((sum, route) => sum + routeCost(route.worker, route.orders, weights), 0) +
    imbalanceOf(routes, weights)
  return {
    assignments: routes.flatMap(({ worker, orders: own }) =>
      own.map((order, i) => ({
        repairId: order.repairId,
        personId: worker.personId,
        why: whyOf(order, { ...worker, load: worker.load + i }),
      })),
    ),
    unassigned: orders
      .filter(order => !possible.includes(order))
      .map(order => ({ repairId: order.repairId, why: whyNobody(order, workers) })),
    cost,
  }
}

function regretInsertion(
  orders: readonly DispatchOrder[],
  workers: readonly DispatchWorker[],
  weights: DispatchWeights,
): Route[] {
  const routes: Route[] = workers.map(worker => ({ worker, orders: [] }))
  const left = new Set(orders.keys())
  // What each order would cost with each worker, and where it would stand; only the worker who got one changes.
  const offers = orders.map(order => routes.map(route => insertAt(route, order, weights)))
  while (left.size > 0) {
    let [chosen, to, most] = [-1, -1, Number.NEGATIVE_INFINITY]
    for (const i of left) {
      let [best, second, who] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1]
      for (const [w, offer] of (offers[i] ?? []).entries()) {
        if (offer === undefined) continue
        if (offer.cost < best) [second, best, who] = [best, offer.cost, w]
        else if (offer.cost < second) second = offer.cost
      }
      const regret = (second === Number.POSITIVE_INFINITY ? 1e6 : second - best) - (orders[i]?.dueMin ?? 0) / 1e4
      if (regret > most) [chosen, to, most] = [i, who, regret]
    }
    const [order, route, offer] = [orders[chosen], routes[to], offers[chosen]?.[to]]
    if (!order || !route || !offer) break
    route.orders.splice(offer.at, 0, order)
    left.delete(chosen)
    for (const i of left) {
      const [other, row] = [orders[i], offers[i]]
      if (other && row) row[to] = insertAt(route, other, weights)
    }
  }
  return routes
}

/** Everybody with what they would cost for this one order, the best first; who cannot take it comes last. */
export function rankFor(
  order: DispatchOrder,
  workers: readonly DispatchWorker[],
  weights: DispatchWeights = dispatchWeights,
): { worker: DispatchWorker; fits: boolean; cost: number; why: string }[] {
  return workers
    .map(worker => {
      const fits = canTake(order, worker)
      const cost = routeCost(worker, [order], weights) + weights.imbalance * (2 * worker.load + 1)
      return { worker, fits, cost, why: fits ? whyOf(order, worker) : whyNot(order, worker) }
    })
    .toSorted(
      (a, b) => Number(b.fits) - Number(a.fits) || a.cost - b.cost || (a.worker.personId < b.worker.personId ? -1 : 1),
    )
}

/** 「水暖 · 本楼 · 手上 2 单 · 约 4 分钟到」 */
export function whyOf({ kind, building }: DispatchOrder, worker: DispatchWorker): string {
  const { skill } = repairKinds[kind]
  const place =
    building !== undefined && building === worker.building
      ? dispatchWords.sameBuilding
      : worker.areas.length === 0 || building === undefined
        ? dispatchWords.everywhere
        : worker.areas.includes(building)
          ? dispatchWords.inArea
          : dispatchWords.outOfArea
  return [
    skill ? skillNames[skill] : dispatchWords.anySkill,
    place,
    dispatchWords.load(worker.load),
    dispatchWords.travel(travelMinutes(worker.building, building)),
  ].join(' · ')
}

const whyNot = (order: DispatchOrder, worker: DispatchWorker): string =>
  order.not?.includes(worker.personId)
    ? dispatchWords.gaveBack
    : isSkilled(order.kind, worker)
      ? dispatchWords.offShift
      : dispatchWords.unskilled

function whyNobody(order: DispatchOrder, workers: readonly DispatchWorker[]): string {
  const { skill } = repairKinds[order.kind]
  if (!workers.some(worker => isSkilled(order.kind, worker)))
    return dispatchWords.nobodySkilled(skill ? skillNames[skill] : '')
  return dispatchWords.nobodyOnShift
}
