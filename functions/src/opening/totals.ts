import type { openingApi } from '@linli/shared/opening/api'
import type { CountAndSum, OpeningDraft, OpeningSums, OpeningTotal } from '@linli/shared/opening/schema'
import { OpeningKind } from '@linli/shared/opening/schema'
import type { OutputOf } from '@linli/shared/contract'
import { sumFen } from '@linli/shared/money'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { confirmationsPk, StoredConfirmation } from './store'

/** Buildings × items × kinds; an estate has some hundreds. */
const mostTotals = 5000
export const totalsPk = (communityId: string) => `C#${communityId}#opening-totals`

/** Counters that drafts move, by building and item: numbers only, because a key says the rest. */
const Counter = z.object({
  sk: z.string(),
  draftCount: z.number().int().default(0),
  draftFen: z.number().int().default(0),
  confirmedCount: z.number().int().default(0),
  confirmedFen: z.number().int().default(0),
})

type Counted = Pick<OpeningDraft, 'communityId' | 'kind' | 'building' | 'itemName' | 'amountFen'>
export type Change = { draft?: 1 | -1; confirmed?: 1 | -1 }

const counterKey = ({ communityId, kind, building, itemName }: Counted): Key => ({
  pk: totalsPk(communityId),
  sk: [sortCode(building), building, kind, itemName].join('#'),
})

/** What these drafts change in the counters, each counter once. */
export function countItems(drafts: Counted[], change: Change): Write[] {
  const counters = new Map<string, { key: Key; add: Record<string, number> }>()
  for (const draft of drafts) {
    const key = counterKey(draft)
    const add = counters.get(key.sk)?.add ?? {}
    for (const name of ['draft', 'confirmed'] as const) {
      const sign = change[name]
      if (sign === undefined) continue
      add[`${name}Count`] = (add[`${name}Count`] ?? 0) + sign
      add[`${name}Fen`] = (add[`${name}Fen`] ?? 0) + sign * draft.amountFen
    }
    counters.set(key.sk, { key, add })
  }
  return [...counters.values()].map(update => ({ update }))
}

/** Every counter that is not nothing, buildings in their natural order. A consistent read. */
export async function openingTotals(ctx: Context, communityId: string): Promise<OpeningTotal[]> {
  const counters = await queryAll(ctx.db, { pk: totalsPk(communityId), schema: Counter }, mostTotals)
  return counters
    .map(({ sk, draftCount, draftFen, confirmedCount, confirmedFen }) => {
      const [, building = '', kind, ...item] = sk.split('#')
      return {
        kind: OpeningKind.parse(kind),
        building,
        itemName: item.join('#'),
        draft: { count: draftCount, amountFen: draftFen },
        confirmed: { count: confirmedCount, amountFen: confirmedFen },
      }
    })
    .filter(({ draft, confirmed }) => draft.count !== 0 || confirmed.count !== 0)
}

/** The sums of some counted things by kind. */
export function sumsOf(all: readonly ({ kind: OpeningKind } & CountAndSum)[]): OpeningSums {
  const of = (kind: OpeningKind): CountAndSum => {
    const own = all.filter(each => each.kind === kind)
    return { count: own.reduce((sum, { count }) => sum + count, 0), amountFen: sumFen(own.map(each => each.amountFen)) }
  }
  return { arrears: of('arrears'), prepayment: of('prepayment'), deposit: of('deposit') }
}

export const sameSums = (a: OpeningSums, b: OpeningSums): boolean =>
  OpeningKind.options.every(kind => a[kind].count === b[kind].count && a[kind].amountFen === b[kind].amountFen)

/** The accountant's page: totals, what waits, what is in the books, and the newest confirmation. */
export async function viewTotals(
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<OutputOf<typeof openingApi.totals>> {
  const newest = { pk: confirmationsPk(communityId), schema: StoredConfirmation, newestFirst: true, limit: 1 }
  const [items, { items: confirmations }] = await Promise.all([openingTotals(ctx, communityId), ctx.db.query(newest)])
  const [confirmation] = confirmations
  return {
    items,
    draft: sumsOf(items.map(({ kind, draft }) => ({ kind, ...draft }))),
    confirmed: sumsOf(items.map(({ kind, confirmed }) => ({ kind, ...confirmed }))),
    ...(confirmation && { confirmation }),
  }
}
