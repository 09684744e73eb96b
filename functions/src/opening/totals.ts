import type { openingApi } from '@linli/shared/opening/api'
import type { CountAndSum, OpeningDraft, OpeningSums } from '@linli/shared/opening/schema'
import { OpeningKind } from '@linli/shared/opening/schema'
import type { OutputOf } from '@linli/shared/contract'
import { sumFen } from '@linli/shared/money'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { confirmationsPk, StoredConfirmation } from './store'

const totalsPk = (communityId: string) => `C#${communityId}#opening-totals`
const sumsPk = (communityId: string) => `C#${communityId}#opening-sums`
/** Where counters stand that may count nothing any more once an import was taken back. */
export const openingCounterPks = (communityId: string) => [totalsPk(communityId), sumsPk(communityId)]

/** The community's sums are kept in so many items that lanes rarely meet in one, and one read of 4 KB holds them all. */
const sumShards = 16

/** Counters that drafts move, by building and item: numbers only, because a key says the rest. */
const Counter = z.object({
  sk: z.string(),
  draftCount: z.number().int().default(0),
  draftFen: z.number().int().default(0),
  confirmedCount: z.number().int().default(0),
  confirmedFen: z.number().int().default(0),
})

const Sums = z.record(z.string(), z.unknown())

type Counted = Pick<OpeningDraft, 'communityId' | 'kind' | 'building' | 'itemName' | 'amountFen'>
export type Change = { draft?: 1 | -1; confirmed?: 1 | -1 }

const counterKey = ({ communityId, kind, building, itemName }: Counted): Key => ({
  pk: totalsPk(communityId),
  sk: [sortCode(building), building, kind, itemName].join('#'),
})

const sumsKey = ({ communityId, building }: Counted): Key => ({
  pk: sumsPk(communityId),
  sk: String([...building].reduce((sum, sign) => (sum * 10 + (sign.codePointAt(0) ?? 0)) % sumShards, 0)),
})

/** What these drafts change in the counters, each counter once. */
export function countItems(drafts: Counted[], change: Change): Write[] {
  const counters = new Map<string, { key: Key; add: Record<string, number> }>()
  const count = (key: Key, name: string, sign: 1 | -1, fen: number) => {
    const id = `${key.pk}|${key.sk}`
    const add = counters.get(id)?.add ?? {}
    add[`${name}Count`] = (add[`${name}Count`] ?? 0) + sign
    add[`${name}Fen`] = (add[`${name}Fen`] ?? 0) + sign * fen
    counters.set(id, { key, add })
  }
  for (const draft of drafts)
    for (const name of ['draft', 'confirmed'] as const) {
      const sign = change[name]
      if (sign === undefined) continue
      count(counterKey(draft), name, sign, draft.amountFen)
      count(sumsKey(draft), `${draft.kind}_${name}`, sign, draft.amountFen)
    }
  return [...counters.values()].map(update => ({ update }))
}

/** What drafts as they stand have counted, for a system that they come to. */
export const countStanding = (drafts: readonly (Counted & Pick<OpeningDraft, 'state'>)[]): Write[] => [
  ...countItems(
    drafts.filter(({ state }) => state === 'draft'),
    { draft: 1 },
  ),
  ...countItems(
    drafts.filter(({ state }) => state === 'confirmed'),
    { confirmed: 1 },
  ),
]

/** What waits and what is in the books of the whole community. A consistent read. */
export async function openingSums(
  ctx: Context,
  communityId: string,
): Promise<{ draft: OpeningSums; confirmed: OpeningSums }> {
  const { items } = await ctx.db.query({ pk: sumsPk(communityId), schema: Sums, limit: sumShards })
  const sum = (name: string) => items.reduce((all, item) => all + (typeof item[name] === 'number' ? item[name] : 0), 0)
  const of = (name: string): OpeningSums => {
    const one = (kind: OpeningKind): CountAndSum => ({
      count: sum(`${kind}_${name}Count`),
      amountFen: sum(`${kind}_${name}Fen`),
    })
    return { arrears: one('arrears'), prepayment: one('prepayment'), deposit: one('deposit') }
  }
  return { draft: of('draft'), confirmed: of('confirmed') }
}

/** Counters that are not nothing, buildings in their natural order: one page. A consistent read. */
async function totalsPage(
  ctx: Context,
  { communityId, limit, cursor }: { communityId: string; limit: number; cursor?: string | undefined },
) {
  const page = await ctx.db.query({ pk: totalsPk(communityId), schema: Counter, limit, cursor })
  const items = page.items
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
  return { items, ...(page.cursor && { cursor: page.cursor }) }
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
  { communityId, limit = 50, cursor }: { communityId: string; limit?: number; cursor?: string | undefined },
): Promise<OutputOf<typeof openingApi.totals>> {
  const newest = { pk: confirmationsPk(communityId), schema: StoredConfirmation, newestFirst: true, limit: 1 }
  const [page, sums, { items: confirmations }] = await Promise.all([
    totalsPage(ctx, { communityId, limit, cursor }),
    openingSums(ctx, communityId),
    ctx.db.query(newest),
  ])
  const [confirmation] = confirmations
  return { ...page, ...sums, ...(confirmation && { confirmation }) }
}
