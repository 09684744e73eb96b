import { repairKinds } from './kinds'
import { dispatchWeights, type DispatchWeights } from './dispatch-weights'
import { canTake, type DispatchOrder, type DispatchWorker, isSkilled } from './dispatch-field'
import { improve } from './dispatch-improve'
import { imbalanceOf, insertAt, pointsOf, routeCost, type Route, travelMinutes } from './dispatch-cost'
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

/** What one order would cost with each person, and the two who would cost least. */
type Offers = { costs: Float64Array; best: number; second: number }

function regretInsertion(
  orders: readonly DispatchOrder[],
  workers: readonly DispatchWorker[],
  weights: DispatchWeights,
): Route[] {
  const routes: Route[] = workers.map(worker => ({ worker, orders: [] }))
  const left = new Map(
    orders.map((order): [DispatchOrder, Offers] => {
      const costs = Float64Array.from(routes, route => insertAt(route, order, weights)?.cost ?? nobody)
      return [order, { costs, ...twoLeast(costs) }]
    }),
  )
  while (left.size > 0) {
    const next = mostRegretted(left)
    const route = next && routes[next.to]
    const place = route && insertAt(route, next.order, weights)
    if (!next || !route || !place) break
    route.orders.splice(place.at, 0, next.order)
    left.delete(next.order)
    // Only the person who got it changes for the others.
    const points = pointsOf(route, weights)
    for (const [order, offers] of left) {
      const { costs } = offers
      if (costs[next.to] === nobody) continue
      costs[next.to] = insertAt(route, order, weights, points)?.cost ?? nobody
      const isAmongTwo = offers.best === next.to || offers.second === next.to
      if (isAmongTwo || (costs[next.to] ?? nobody) < (costs[offers.second] ?? nobody))
        Object.assign(offers, twoLeast(costs))
    }
  }
  return routes
}

const nobody = Number.POSITIVE_INFINITY
/** An order that one person alone can take comes before all others. */
const onlyOne = 1e6

/** The order that would lose most by waiting, the earlier due one of two. */
function mostRegretted(left: ReadonlyMap<DispatchOrder, Offers>): { order: DispatchOrder; to: number } | undefined {
  let [found, most]: [{ order: DispatchOrder; to: number } | undefined, number] = [undefined, Number.NEGATIVE_INFINITY]
  for (const [order, { costs, best, second }] of left) {
    const lost = (costs[second] ?? nobody) - (costs[best] ?? nobody)
    const regret = (lost === nobody ? onlyOne : lost) - order.dueMin / 1e4
    if (regret > most) [found, most] = [{ order, to: best }, regret]
  }
  return found
}

function twoLeast(costs: Float64Array): Pick<Offers, 'best' | 'second'> {
  let [best, second] = [-1, -1]
  for (let w = 0; w < costs.length; w++) {
    const cost = costs[w] ?? nobody
    if (cost === nobody) continue
    if (best < 0 || cost < (costs[best] ?? nobody)) [second, best] = [best, w]
    else if (second < 0 || cost < (costs[second] ?? nobody)) second = w
  }
  return { best, second }
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
    .sort(
      (a, b) => Number(b.fits) - Number(a.fits) || a.cost - b.cost || (a.worker.personId < b.worker.personId ? -1 : 1),
    )
}

/** 「水暖 · 本楼 · 手上 2 单 · 约 4 分钟到 · 当班到 17:00」 */
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
    ...(worker.duty ? [worker.duty] : []),
  ].join(' · ')
}

const whyNot = (order: DispatchOrder, worker: DispatchWorker): string =>
  order.not?.includes(worker.personId)
    ? dispatchWords.gaveBack
    : isSkilled(order.kind, worker)
      ? (worker.duty ?? dispatchWords.offShift)
      : dispatchWords.unskilled

function whyNobody(order: DispatchOrder, workers: readonly DispatchWorker[]): string {
  const { skill } = repairKinds[order.kind]
  if (!workers.some(worker => isSkilled(order.kind, worker)))
    return dispatchWords.nobodySkilled(skill ? skillNames[skill] : '')
  return dispatchWords.nobodyOnShift
}
