import { Posting } from '@linli/shared/payments/schema'
import { beijingDate, monthOf } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import { bare, type Part, part, pieces, type Source } from '../exports/part'
import type { ChainEnd } from './journal-chain'
import { ledgerKey, postedIndex, sealedKey, settledDayKey, StoredPosting, transactionKey } from './store'

export const CarriedPosting = Posting.loose()
export type CarriedPosting = z.infer<typeof CarriedPosting>

/** Read to its head by `journalAfter`, because everything else is held to it. */
export const journalPart: Part = part({
  name: 'journal',
  record: CarriedPosting,
  read: async function* () {},
  items: ({ communityId }, records) =>
    records.map(posting => ({
      pk: `C#${communityId}#journal#${monthOf(posting.valueDate)}`,
      sk: posting.postingId,
      ...posting,
      gs1pk: sealedKey(communityId),
      gs1sk: sequence(posting.seq ?? 0),
      ...postedIndex(communityId, posting.postingDate ?? posting.valueDate, posting.seq ?? 0),
    })),
})

const sequence = (seq: number) => String(seq).padStart(12, '0')

const Head = z.object({ seq: z.number().int(), hash: z.string(), openDate: z.string().optional() })
export type Head = z.infer<typeof Head>

/** How far the journal is sealed, consistently. */
export const journalHead = async (ctx: Context, communityId: string): Promise<Head> =>
  (await ctx.db.get(ledgerKey(communityId), Head)) ?? { seq: 0, hash: '' }

const patience = 25
const waitMs = 200

/** The sealed postings after `end`, in order, up to `head`; waits for an index that does not show them yet. */
export async function* journalAfter(source: Source, end: ChainEnd, head: ChainEnd): AsyncGenerator<CarriedPosting[]> {
  let { seq } = end
  for (let tries = 0; seq < head.seq; tries++) {
    const page = await source.ctx.db.query({
      index: 'gs1',
      pk: sealedKey(source.communityId),
      between: [sequence(seq + 1), sequence(head.seq)],
      schema: StoredPosting.loose(),
      limit: 500,
    })
    const next = page.items.filter((posting, i) => posting.seq === seq + 1 + i)
    if (next.length > 0) {
      seq += next.length
      tries = 0
      yield next.map(posting => CarriedPosting.parse(bare(posting)))
    } else if (tries === patience) throw new Error('the journal has a gap')
    else await new Promise(resolve => setTimeout(resolve, waitMs))
  }
}

const Marker = z
  .object({ orderId: z.string(), transactionId: z.string(), amountFen: z.number().int(), paidAt: z.string() })
  .loose()
const CarriedMarker = Marker.extend({ channel: z.string(), merchantRef: z.string() })

/** The permanent marker of each transaction that the journal settled. */
export async function markersOf(source: Source, postings: CarriedPosting[]): Promise<z.infer<typeof CarriedMarker>[]> {
  const wanted = postings.flatMap(({ kind, sourceId, lines }) => {
    // What a prepayment paid moved no cash.
    const channel = lines.find(line => line.account === 'channel_cash')?.channel ?? 'prepayment'
    return kind === 'settlement' || kind === 'deposit'
      ? [{ channel, key: transactionKey(source.communityId, channel, sourceId) }]
      : []
  })
  const found = await Promise.all(
    pieces(wanted, 100).map(some =>
      source.ctx.db.getMany(
        some.map(({ key }) => key),
        z.record(z.string(), z.unknown()),
      ),
    ),
  )
  return found.flat().flatMap((item, i) => {
    const { channel } = wanted[i] ?? { channel: '' }
    if (!item) return []
    const [, , , merchantRef = ''] = String(item.gs1pk).split('#')
    return [CarriedMarker.parse({ ...bare(item), channel, merchantRef })]
  })
}

export const markersPart: Part = part({
  name: 'transactions',
  record: CarriedMarker,
  read: async function* () {},
  items: ({ communityId }, records) =>
    records.map(({ channel, merchantRef, ...marker }) => ({
      ...transactionKey(communityId, channel, marker.transactionId),
      ...marker,
      gs1pk: settledDayKey(communityId, merchantRef, beijingDate(marker.paidAt)),
      gs1sk: marker.transactionId,
    })),
})

type LastSerials = ReadonlyMap<string, number>

/** The journal's head, with the balances and the last receipt number of each year. */
export const headItem = (
  ctx: Context,
  communityId: string,
  head: Head,
  counted: { accounts: Record<string, number>; serials: LastSerials; posted: Record<string, number> },
): Item => ({
  ...ledgerKey(communityId),
  seq: head.seq,
  hash: head.hash,
  ...(head.openDate && { openDate: head.openDate }),
  accounts: counted.accounts,
  posted: counted.posted,
  lease: ctx.newId(),
  leaseUntil: 0,
  ...Object.fromEntries([...counted.serials].map(([year, last]) => [`serials${year}`, last])),
})
