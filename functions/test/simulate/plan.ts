import { type Random, randomOf, seedOf } from './random'

export const actorKinds = [
  'payer',
  'cashier',
  'codes',
  'refunder',
  'taker',
  'manager',
  'deductions',
  'keeper',
  'liar',
  'crash',
  'clock',
] as const
export type ActorKind = (typeof actorKinds)[number]

/** Somebody with something to do. What they decide comes from a seed of their own: who else is there does not change it. */
export type Part = { kind: ActorKind; nth: number; seed: number; atMs: number }

/** A history before it happens. Everything in it can be left out of it, to see whether it still breaks. */
export type Plan = {
  seed: number
  parts: Part[]
  /** How bad the network is: from 0, where everything arrives, to 1. */
  weather: number
  without: readonly string[]
  /** Numbers of the faults that are left; all of them if there is no list. */
  only?: readonly number[]
}

const withinMs = 1_000_000

/** Two to four payers, one or two at the counter, and whatever else comes up. */
export function planOf(seed: number): Plan {
  const chance = randomOf(seedOf(seed, 'plan'))
  const kinds: ActorKind[] = [
    ...times(chance.between(2, 4), 'payer' as const),
    ...times(chance.between(1, 2), 'cashier' as const),
    ...times(chance.happens(0.6) ? 1 : 0, 'codes' as const),
    ...times(chance.happens(0.6) ? 1 : 0, 'refunder' as const),
    ...times(chance.happens(0.3) ? 1 : 0, 'taker' as const),
    ...times(chance.between(0, 1), 'manager' as const),
    ...times(chance.between(0, 2), 'deductions' as const),
    ...times(chance.happens(0.4) ? 1 : 0, 'keeper' as const),
    ...times(chance.happens(0.3) ? 1 : 0, 'liar' as const),
    ...times(chance.between(0, 2), 'crash' as const),
    ...times(chance.between(0, 1), 'clock' as const),
  ]
  const weather = chance.pick([0, 0.3, 0.6, 1, 1])
  return { seed, weather, without: [], parts: kinds.map((kind, nth) => partOf(kind, nth, seed, chance)) }
}

// People meet: half of them come within the same seconds.
const partOf = (kind: ActorKind, nth: number, seed: number, chance: Random): Part => ({
  kind,
  nth,
  seed: seedOf(seed, kind, nth),
  atMs: kind === 'liar' ? 0 : chance.happens(0.6) ? chance.between(0, 4000) : chance.between(0, withinMs),
})

const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what)
