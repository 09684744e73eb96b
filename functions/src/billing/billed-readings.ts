import type { Bill } from '@linli/shared/billing/schema'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { readingKey, StoredReading } from './reading-store'

/** Readings that bills are of, by the bill's id. */
export type Readings = Map<string, StoredReading>

/** The readings of some bills, consistently; those that are gone are left out. */
export async function readingsOf(ctx: Context, bills: readonly Bill[]): Promise<Readings> {
  const keys = new Map<string, Key>()
  for (const bill of bills) {
    const key = keyOf(bill)
    if (key) keys.set(textOf(key), key)
  }
  const found: Readings = new Map()
  if (keys.size === 0) return found
  const read = await ctx.db.getMany([...keys.values()], StoredReading)
  const byKey = new Map([...keys.keys()].map((text, i) => [text, read[i]]))
  for (const bill of bills) {
    const key = keyOf(bill)
    const reading = key && byKey.get(textOf(key))
    if (reading) found.set(bill.billId, reading)
  }
  return found
}

/** Whether a meter's bill is of the reading as it is now: one that was corrected meanwhile is computed anew. */
export function isAsRead({ billId, lines }: Bill, readings: Readings): boolean {
  const inputs = lines[0]?.inputs
  if (inputs?.kind !== 'meter') return true
  const reading = readings.get(billId)
  if (reading?.state !== 'confirmed') return false
  return JSON.stringify([reading.spans, reading.usedBefore]) === JSON.stringify([inputs.spans, inputs.usedBefore])
}

/** That the readings stay so while their bills are issued. */
export function readingChecks(bills: readonly Bill[], readings: Readings): Write[] {
  const checks = new Map<string, Write>()
  for (const bill of bills) {
    const [key, reading] = [keyOf(bill), readings.get(bill.billId)]
    if (key && reading) checks.set(textOf(key), { check: key, if: { value: reading.value, state: 'confirmed' } })
  }
  return [...checks.values()]
}

const textOf = ({ pk, sk }: Key) => `${pk} ${sk}`

function keyOf({ communityId, object, charged, lines }: Bill): Key | undefined {
  const inputs = lines[0]?.inputs
  return inputs?.kind === 'meter' && charged ? readingKey(communityId, object.id, charged.id, inputs.readOn) : undefined
}
