import * as z from 'zod'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { countInUnit } from './buildings'
import { buildingsKey, roomCountersKey } from './store'

const Counter = z.looseObject({ pk: z.string(), sk: z.string(), units: z.set(z.string()).optional() })
type Counter = z.infer<typeof Counter>

/** After rooms were taken back: buildings and counters of no room go, and units of no room leave their building. */
export const settleBuildings = (ctx: Context, communityId: string): Promise<void> =>
  settleCounters(ctx, [buildingsKey(communityId), roomCountersKey(communityId)])

/** The counters of these partitions that count nothing any more go. What is counted meanwhile stays. */
export async function settleCounters(ctx: Context, pks: string[]): Promise<void> {
  for (const pk of pks) {
    let cursor: string | undefined
    do {
      const page = await ctx.db.query({ pk, schema: Counter, limit: 200, cursor })
      for (const counter of page.items) if (settled(counter)) await settle(ctx, counter)
      cursor = page.cursor
    } while (cursor !== undefined)
  }
}

async function settle(ctx: Context, { pk, sk }: Counter): Promise<void> {
  await deciding(async () => {
    const now = await ctx.db.get({ pk, sk }, Counter)
    const write = now && settled(now)
    // The counter says the same before and after: it needs no record of its own.
    if (write) await ctx.db.transact([write], { pk, sk: `${sk}#settled` })
  }).catch((error: unknown) => {
    if (!(error instanceof ConditionFailed)) throw error
  })
}

/** What a counter should be; undefined while it is. Conditioned on all its counts. */
function settled(counter: Counter): Write | undefined {
  const { pk, sk, units, rooms } = counter
  const counts = Object.entries(counter).filter((each): each is [string, number] => typeof each[1] === 'number')
  const condition = Object.fromEntries(counts)
  if (counts.every(([, count]) => count === 0)) return { delete: { pk, sk }, if: condition }
  const inUnits = counts.filter(([name]) => name !== 'rooms')
  // Rooms from before units were counted: nobody knows whose they are.
  if (!units || inUnits.reduce((sum, [, count]) => sum + count, 0) !== rooms) return undefined
  const empty = new Set(inUnits.flatMap(([name, count]) => (count === 0 ? [name] : [])))
  if (empty.size === 0) return undefined
  const left = new Set([...units].filter(unit => !empty.has(countInUnit(unit))))
  const kept = Object.fromEntries(Object.entries(counter).filter(([name]) => !empty.has(name)))
  return { put: { ...kept, pk, sk, units: left }, if: condition }
}
