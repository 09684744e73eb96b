import { insertAt, type Point, pointsOf, type Route, routeCost } from './dispatch-cost'
import type { DispatchOrder } from './dispatch-field'
import type { DispatchWeights } from './dispatch-weights'

/** So many orders at most are also exchanged with one another: that is the square of their number. */
const mostExchanged = 60
const mostRounds = 30
const least = 1e-9

/** Moves and exchanges single orders while that makes the sum smaller; a large plan is gone through once. */
export function improve(routes: Route[], weights: DispatchWeights): Route[] {
  const count = routes.reduce((sum, { orders }) => sum + orders.length, 0)
  const rounds = count > mostExchanged ? 1 : mostRounds
  for (let round = 0; round < rounds; round++) {
    const moved = moveEach(routes, weights)
    const exchanged = count <= mostExchanged && exchangeEach(routes, weights)
    if (!moved && !exchanged) break
  }
  return routes
}

/** Each order to wherever it costs least, its own place left out first. */
function moveEach(routes: Route[], weights: DispatchWeights): boolean {
  let isBetter = false
  const points = new Map(routes.map(route => [route, pointsOf(route, weights)]))
  for (const route of routes)
    for (const order of route.orders.slice()) {
      const at = route.orders.indexOf(order)
      if (at < 0) continue
      const now = costOf(route, weights)
      route.orders.splice(at, 1)
      points.set(route, pointsOf(route, weights))
      const saved = now - costOf(route, weights)
      const target = cheapest(routes, order, weights, points)
      if (target && target.cost < saved - least) {
        target.route.orders.splice(target.at, 0, order)
        points.set(target.route, pointsOf(target.route, weights))
        isBetter = true
      } else {
        route.orders.splice(at, 0, order)
        points.set(route, pointsOf(route, weights))
      }
    }
  return isBetter
}

function cheapest(
  routes: Route[],
  order: DispatchOrder,
  weights: DispatchWeights,
  points: ReadonlyMap<Route, Point[]>,
) {
  let found: { route: Route; at: number; cost: number } | undefined
  for (const route of routes) {
    const offer = insertAt(route, order, weights, points.get(route))
    if (offer && (!found || offer.cost < found.cost)) found = { route, ...offer }
  }
  return found
}

/** Two orders of two people change hands, each to where it then costs least. */
function exchangeEach(routes: Route[], weights: DispatchWeights): boolean {
  let isBetter = false
  for (const [i, a] of routes.entries())
    for (const b of routes.slice(i + 1))
      for (const mine of a.orders.slice())
        for (const theirs of b.orders.slice()) if (exchanged(a, b, mine, theirs, weights)) isBetter = true
  return isBetter
}

function exchanged(a: Route, b: Route, mine: DispatchOrder, theirs: DispatchOrder, weights: DispatchWeights): boolean {
  if (!a.orders.includes(mine) || !b.orders.includes(theirs)) return false
  const before = costOf(a, weights) + costOf(b, weights)
  const [first, second] = [a.orders, b.orders]
  a.orders = first.filter(order => order !== mine)
  b.orders = second.filter(order => order !== theirs)
  const [toA, toB] = [insertAt(a, theirs, weights), insertAt(b, mine, weights)]
  if (toA && toB) {
    a.orders.splice(toA.at, 0, theirs)
    b.orders.splice(toB.at, 0, mine)
    if (costOf(a, weights) + costOf(b, weights) < before - least) return true
  }
  a.orders = first
  b.orders = second
  return false
}

/** What a person's orders cost, the squared load in it: the average changes with no move. */
const costOf = ({ worker, orders }: Route, weights: DispatchWeights): number =>
  routeCost(worker, orders, weights) + weights.imbalance * (worker.load + orders.length) ** 2
