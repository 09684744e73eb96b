import { ChargedObject } from '@linli/shared/billing/schema'
import { sortCode } from '@linli/shared/imports/room-code'
import { CommunityId } from '@linli/shared/ids'
import {
  addCounts,
  countNames,
  countsByMonth,
  countsOf,
  noCounts,
  type Outcome,
  type PayingCounts,
} from '@linli/shared/insight/punctuality'
import { BusinessDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'

/** The bills of a payer under a household that were due in a year, each with how it came in. */
export const StoredPayer = z.object({
  communityId: CommunityId,
  year: z.string(),
  debtId: z.string(),
  object: ChargedObject,
  payerName: z.string(),
  /** '' for what belongs to no building. */
  building: z.string(),
  bills: z.record(z.string(), z.object({ due: BusinessDate, days: z.number().int().optional() })),
  version: z.number().int(),
})
export type StoredPayer = z.infer<typeof StoredPayer>

export const payersPk = (communityId: string, year: string) => `C#${communityId}#punctual#${year}`
export const payerKey = ({
  communityId,
  year,
  object,
  debtId,
}: Pick<StoredPayer, 'communityId' | 'year' | 'object' | 'debtId'>): Key => ({
  pk: payersPk(communityId, year),
  sk: `${sortCode(object.code)}#${debtId}`,
})
/** Who was late, the most bills first: in the community, in a building. */
export const latePk = (communityId: string, year: string, building?: string) =>
  `C#${communityId}#punctual-late#${year}${building === undefined ? '' : `#${building}`}`
export const sumsPk = (communityId: string, year: string) => `C#${communityId}#punctual-sums#${year}`

const mostLate = 99_999

export function payerItem(payer: StoredPayer): Item {
  const { communityId, year, building } = payer
  const key = payerKey(payer)
  const { late, open } = countsOf(Object.values(payer.bills))
  const sk = `${String(mostLate - late - open).padStart(5, '0')}#${key.sk}`
  return {
    ...key,
    ...payer,
    ...(late + open > 0 && {
      gs1pk: latePk(communityId, year),
      gs1sk: sk,
      gs2pk: latePk(communityId, year, building),
      gs2sk: sk,
    }),
  }
}

type Bills = StoredPayer['bills']

/** What a building's counters move by when a payer's bills become others. */
export function sumWrites(
  { communityId, year, building }: Pick<StoredPayer, 'communityId' | 'year' | 'building'>,
  next: Bills,
  before: Bills = {},
): Write[] {
  const [now, then] = [countsByMonth(Object.values(next)), countsByMonth(Object.values(before))]
  const add: Record<string, number> = {}
  for (const month of new Set([...now.keys(), ...then.keys()])) {
    const moved = addCounts(now.get(month) ?? noCounts, then.get(month) ?? noCounts, -1)
    for (const name of countNames) if (moved[name] !== 0) add[`${month}|${name}`] = moved[name]
  }
  if (Object.keys(add).length === 0) return []
  return [{ update: { key: { pk: sumsPk(communityId, year), sk: `#${building}` }, add } }]
}

export type Sums = { building: string; months: Map<string, PayingCounts> }

/** A building's counters by month of the due date. */
export const StoredSums = z.record(z.string(), z.unknown()).transform((item): Sums => {
  const months = new Map<string, PayingCounts>()
  for (const [counter, value] of Object.entries(item)) {
    const [month = '', found] = counter.split('|')
    const name = countNames.find(each => each === found)
    if (name && typeof value === 'number') months.set(month, { ...(months.get(month) ?? noCounts), [name]: value })
  }
  return { building: String(item.sk).slice(1), months }
})

/** Those of a payer's bills that were due in these months. */
export const dueIn = (bills: Bills, from: string, to: string): Outcome[] =>
  Object.values(bills).filter(({ due }) => due.slice(0, 7) >= from && due.slice(0, 7) <= to)
