import type { Bill } from '@linli/shared/billing/schema'
import { daysBetween } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { versionOfSpace } from '../parking/charged-spaces'
import { versionOfVehicle } from '../parking/charged-vehicles'
import { contractKey } from './contract-store'
import { readingKey, StoredReading } from './reading-store'

const Versioned = z.object({ version: z.number().int() })
const Source = z.union([StoredReading, Versioned])
type Source = z.infer<typeof Source>

/** Readings, spaces, vehicles and contracts that bills are of, by the bill's id. */
export type Sources = Map<string, Source>

/** What some bills are of beside their room, consistently; what is gone is left out. */
export async function sourcesOf(ctx: Context, bills: readonly Bill[]): Promise<Sources> {
  const keys = new Map<string, Key>()
  for (const bill of bills) {
    const key = keyOf(bill)
    if (key) keys.set(textOf(key), key)
  }
  const found: Sources = new Map()
  if (keys.size === 0) return found
  const read = await ctx.db.getMany([...keys.values()], Source)
  const byKey = new Map([...keys.keys()].map((text, i) => [text, read[i]]))
  for (const bill of bills) {
    const key = keyOf(bill)
    const source = key && byKey.get(textOf(key))
    if (source) found.set(bill.billId, source)
  }
  return found
}

/** Whether a bill is of its reading, space, vehicle or contract as it is now: one that was changed meanwhile is computed anew. */
export function isAsRead({ billId, charged, lines }: Bill, sources: Sources): boolean {
  const source = sources.get(billId)
  const inputs = lines[0]?.inputs
  if (charged && charged.type !== 'meter')
    return source !== undefined && 'version' in source && source.version === charged.version
  if (inputs?.kind !== 'meter') return true
  if (source === undefined || !('spans' in source) || source.state !== 'confirmed') return false
  const { previousOn, readOn, spans, usedBefore } = source
  const days = previousOn && daysBetween(previousOn, readOn)
  return JSON.stringify([spans, usedBefore, days]) === JSON.stringify([inputs.spans, inputs.usedBefore, inputs.days.of])
}

/** That they stay so while their bills are issued. */
export function sourceChecks(bills: readonly Bill[], sources: Sources): Write[] {
  const checks = new Map<string, Write>()
  for (const bill of bills) {
    const [key, source] = [keyOf(bill), sources.get(bill.billId)]
    if (!key || !source) continue
    const asRead =
      'spans' in source
        ? { value: source.value, previousOn: source.previousOn, state: 'confirmed' }
        : { version: source.version }
    checks.set(textOf(key), { check: key, if: asRead })
  }
  return [...checks.values()]
}

const textOf = ({ pk, sk }: Key) => `${pk} ${sk}`

function keyOf({ communityId, object, charged, lines }: Bill): Key | undefined {
  if (!charged) return undefined
  switch (charged.type) {
    case 'space':
      return versionOfSpace(communityId, charged.id)
    case 'vehicle':
      return versionOfVehicle(communityId, charged.keptAs ?? charged.id)
    case 'contract':
      return contractKey(communityId, charged.id)
    case 'stay':
    case 'repair':
      return undefined
    case 'meter': {
      const inputs = lines[0]?.inputs
      return inputs?.kind === 'meter' ? readingKey(communityId, object.id, charged.id, inputs.readOn) : undefined
    }
  }
}
