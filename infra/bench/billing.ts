import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { root } from '../check/repository'
import { type Figure, median } from './figure'
import { inTurns } from './rounds'
import { peakKb } from './rss'
import { openWorld } from './world'

const rounds = 5

/** Drafts a second for 10,000 rooms × 3 fee items, and × 8 of all kinds, ÷ the same items by bare BatchWrite. */
export async function billingRun(say: (line: string) => void): Promise<Figure[]> {
  const wish = { verb: 'draft', unit: 'drafts/s', rooms: 10_000, width: 8 }
  const plain = await compare({ ...wish, name: 'billing-run' }, say)
  return [...plain, ...(await compare({ ...wish, name: 'billing-run:mixed', mixed: true }, say))]
}

/** Computing a month that is published again ÷ the first time, 2,000 rooms × 8 fee items: nothing is left to bill. */
export async function billingRerun(say: (line: string) => void): Promise<Figure[]> {
  const rooms = 2_000
  say(`${rooms} rooms × 8 fee items, ${rounds} rounds`)
  const world = await openWorld()
  try {
    const ours = world.side('billing-ours.ts')
    await ours.ask('prepare', z.unknown(), { rooms, mixed: true })
    const measured: { first: number; again: number }[] = []
    for (let round = 0; round <= rounds; round++) {
      const first = await ours.ask('first', z.number())
      const again = await ours.ask('again', z.number())
      say(`round ${round}: ${again.toPrecision(3)} ÷ ${first.toPrecision(3)}`)
      if (round > 0) measured.push({ first, again })
    }
    const middle = (of: (each: { first: number; again: number }) => number) => median(measured.map(of))
    const [value, baseline] = [middle(each => each.again), middle(each => each.first)]
    return [{ name: 'billing-rerun', unit: 's', value, baseline, ratio: middle(each => each.again / each.first) }]
  } finally {
    await world.stop()
  }
}

const largest = 100_000
const mostMb = 512

/** What a worker that drafts 8 fee items for 100,000 rooms keeps in memory at most, beside its limit. Another made the estate. */
export async function billingMemory(say: (line: string) => void): Promise<Figure[]> {
  const world = await openWorld()
  try {
    const made = world.side('billing-ours.ts')
    await made.ask('prepare', z.unknown(), { rooms: largest, mixed: true })
    const run = await made.ask('start', z.unknown())
    say(`${largest} rooms × 8 fee items`)
    const worker = world.side('billing-ours.ts', { NODE_OPTIONS: deployedOptions() })
    const pid = await worker.ask('pid', z.number())
    const seconds = await worker.ask('compute', z.number(), run)
    const peak = peakKb(pid) / 1024
    say(`${seconds.toFixed(0)} s, ${peak.toFixed(0)} MB`)
    return [{ name: 'billing-memory', value: peak, unit: 'MB', baseline: mostMb, ratio: peak / mostMb }]
  } finally {
    await world.stop()
  }
}

/** Node's options for the worker that computes runs, as they are deployed. */
function deployedOptions(): string {
  const found = /NODE_OPTIONS: (.+)/.exec(readFileSync(join(root, 'infra/functions/worker-jobs.yml'), 'utf8'))?.[1]
  if (found === undefined) throw new Error('worker-jobs.yml names no NODE_OPTIONS')
  return found
}

/** Bills a second for 500 rooms × 3 fee items ÷ bare conditional TransactWrites of the same items. */
export const billingPublish = (say: (line: string) => void): Promise<Figure[]> =>
  compare({ name: 'billing-publish', verb: 'publish', unit: 'bills/s', rooms: 500, width: 6 }, say)

type Wish = { name: string; verb: string; unit: string; rooms: number; width: number; mixed?: boolean }

/** `width` is the product's own number of requests at once (compute-run.ts, publish-bills.ts); the baseline has the same. */
async function compare(
  { name, verb, unit, rooms, width, mixed = false }: Wish,
  say: (line: string) => void,
): Promise<Figure[]> {
  say(`${rooms} rooms × ${mixed ? 8 : 3} fee items, concurrency ${width}, ${rounds} rounds`)
  const world = await openWorld()
  try {
    const ours = world.side('billing-ours.ts')
    const bare = world.side('billing-bare.ts')
    for (const side of [ours, bare]) await side.ask('prepare', z.unknown(), { rooms, mixed })
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
