import * as z from 'zod'
import type { Figure } from './figure'
import { inTurns } from './rounds'
import { openWorld } from './world'

const rounds = 5

/** Drafts a second for 10,000 rooms × 3 fee items ÷ the same items by bare BatchWrite. */
export const billingRun = (say: (line: string) => void): Promise<Figure[]> =>
  compare({ name: 'billing-run', verb: 'draft', unit: 'drafts/s', rooms: 10_000, width: 8 }, say)

/** Bills a second for 500 rooms × 3 fee items ÷ bare conditional TransactWrites of the same items. */
export const billingPublish = (say: (line: string) => void): Promise<Figure[]> =>
  compare({ name: 'billing-publish', verb: 'publish', unit: 'bills/s', rooms: 500, width: 6 }, say)

type Wish = { name: string; verb: string; unit: string; rooms: number; width: number }

/** `width` is the product's own number of requests at once (compute-run.ts, publish-bills.ts); the baseline has the same. */
async function compare({ name, verb, unit, rooms, width }: Wish, say: (line: string) => void): Promise<Figure[]> {
  say(`${rooms} rooms × 3 fee items, concurrency ${width}, ${rounds} rounds`)
  const world = await openWorld()
  try {
    const ours = world.side('billing-ours.ts')
    const bare = world.side('billing-bare.ts')
    for (const side of [ours, bare]) await side.ask('prepare', z.unknown(), rooms)
    const measured = await inTurns(
      rounds,
      () => ours.ask(verb, z.number()),
      () => bare.ask(verb, z.number(), width),
      say,
    )
    return [{ name, unit, ...measured }]
  } finally {
    await world.stop()
  }
}
