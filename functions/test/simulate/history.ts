import { beijingDate } from '@linli/shared/time'
import { outboxShards } from '../../src/outbox'
import { outboxSweeper } from '../../src/outbox-sweeper'
import { sweepOrders } from '../../src/payments/sweep-orders'
import { sweepRefunds } from '../../src/payments/sweep-refunds'
import { inWorld } from './ambient'
import { cashier } from './actors/cashier'
import { codeDesk } from './actors/code-desk'
import { keeper } from './actors/keeper'
import { liar } from './actors/liar'
import { clock, crash, deductions, manager } from './actors/others'
import { payer } from './actors/payer'
import { refunder, taker } from './actors/refunder'
import { brokenIn } from './checks'
import type { Estate } from './estate'
import { Faults } from './faults'
import type { Part, Plan } from './plan'
import { randomOf } from './random'
import { reconcileDays } from './reconciled'
import { startMs, Town } from './town'
import { finishRefunds, openRefunds } from './unfinished'
import { World } from './world'

export type Told = { breaks: string[]; hash: string; story: readonly string[]; faults: number; steps: number }

const actingMs = 1_200_000
const mostRounds = 60

/** Lets a plan happen, waits until nothing is left to do, and looks at what has become of every fen. */
export async function history(estate: Estate, plan: Plan): Promise<Told> {
  const world = new World(plan.seed, startMs)
  const faults = new Faults(world, plan.weather, new Set(plan.without), plan.only && new Set(plan.only))
  inWorld(world)
  try {
    const town = new Town(world, faults, estate)
    for (const part of plan.parts) begin(town, part)
    for (let at = 20_000; at < actingMs; at += world.chance.between(40_000, 200_000))
      world.later(at, () => {
        town.tick(world.chance.pick([sweepOrders, sweepRefunds, outboxSweeper.run]))
      })
    await world.run(startMs + actingMs)
    faults.isOver = true
    for (const instance of town.instances) instance.skewMs = 0
    const rest = await quiet(town)
    await reconcileDays(town, beijingDate(new Date(world.nowMs).toISOString()))
    const again = await quiet(town)
    const breaks = [...new Set([...town.breaks, ...rest, ...again, ...brokenIn(town)])]
    return { breaks, hash: world.traceHash(), story: world.story, faults: faults.count, steps: world.steps }
  } finally {
    inWorld(undefined)
  }
}

function begin(town: Town, { kind, nth, seed, atMs }: Part): void {
  const { world, estate } = town
  const chance = randomOf(seed)
  const nobody = { name: kind, life: 0 }
  const run = () => {
    switch (kind) {
      case 'payer':
        return payer(town, chance, chance.pick(estate.payers))
      case 'cashier':
        return cashier(town, chance, estate.clerks[nth % estate.clerks.length] ?? chance.pick(estate.clerks))
      case 'codes':
        return codeDesk(town, chance, chance.pick(estate.clerks))
      case 'keeper':
        return keeper(town, chance, chance.pick(estate.clerks))
      case 'refunder':
        return refunder(town, chance, chance.pick(estate.clerks))
      case 'taker':
        return taker(town, chance, chance.pick(estate.payers))
      case 'manager':
        return manager(town, chance, chance.pick(estate.clerks))
      case 'deductions':
        return deductions(town, chance)
      case 'liar':
        return liar(town, chance)
      case 'crash':
        return crash(town, chance)
      case 'clock':
        return clock(town, chance)
    }
  }
  const failed = (error: unknown) => town.breaks.push(`${kind} ${nth} came to nothing: ${String(error)}`)
  world.later(atMs, () => void Promise.resolve(run()).catch(failed), nobody)
}

/** Work by the clock and queues until nothing is under way; what still is after hours, hangs. */
async function quiet(town: Town): Promise<string[]> {
  const { world, queues } = town
  for (let round = 0; round < mostRounds; round++) {
    if (openOrders(town) > 0) town.tick(sweepOrders)
    if (openRefunds(town).length > 0) town.tick(sweepRefunds)
    if (unsent(town) > 0) town.tick(outboxSweeper.run)
    finishRefunds(town)
    // What the channel is asked about ever more seldom takes hours.
    await world.run(world.nowMs + (openOrders(town) + unsent(town) > 0 ? 120_000 : 1_800_000))
    if (left(town) > 0) continue
    await world.run(Number.POSITIVE_INFINITY)
    if (queues.replay() === 0 && left(town) === 0) return []
  }
  const [orders, refunds, messages] = [openOrders(town), openRefunds(town).length, unsent(town)]
  return [`hours later ${orders} orders and ${refunds} refunds are still open and ${messages} messages unsent`]
}

const left = (town: Town) => openOrders(town) + openRefunds(town).length + unsent(town)
const unsent = ({ store }: Town) => outboxShards.reduce((sum, pk) => sum + store.table.lengthOf('', pk), 0)

/** Orders that nobody has decided, where money is held that does not fit a person does; and codes that are still watched. */
function openOrders({ store, estate }: Town): number {
  let open = 0
  for (const { sk, state, suspended, unclosed } of store.table.itemsOf(`C#${estate.communityId}#order#`)) {
    const isUndecided = (state === 'created' || state === 'prepaid') && suspended !== true
    if (sk === 'order' && (isUndecided || unclosed === true)) open += 1
  }
  return open
}
