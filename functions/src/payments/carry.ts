import { Deposit, OpeningLot, PaidLot, Posting, Reconciliation } from '@linli/shared/payments/schema'
import { sortCode } from '@linli/shared/imports/room-code'
import { addMonths, beijingDate, monthOf, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import { bare, listedPart, type Part, part, partition, pieces, type Source } from '../exports/part'
import type { ChainEnd } from './journal-chain'
import { lotIdOf } from './settlement-writes'
import {
  evidenceKey,
  ledgerKey,
  lotKey,
  depositKey,
  depositsKey,
  depositsOfRoomKey,
  lotsOfAccountIndex,
  lotsOfRoomKey,
  orderKey,
  ordersOfAccountIndex,
  ordersOfMonthKey,
  receiptsKey,
  reconciliationKey,
  sealedKey,
  settledDayKey,
  StoredOrder,
  StoredPosting,
  suspendedKey,
  transactionKey,
} from './store'

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

const CarriedOrder = StoredOrder.omit({ pk: true, sk: true })
  .extend({ lotIds: z.array(z.string()).optional() })
  .loose()
type CarriedOrder = z.infer<typeof CarriedOrder>

/**
 * Orders of these ids, consistently, at most 100, as the journal knows them: `paidBy` has the order of each transaction in
 * it, and what came after its end is taken off again.
 */
export async function ordersAsOf(
  { ctx }: Source,
  orderIds: string[],
  paidBy: ReadonlyMap<string, string>,
): Promise<CarriedOrder[]> {
  const found = await ctx.db.getMany(orderIds.map(orderKey), z.record(z.string(), z.unknown()))
  return found.flatMap(item => {
    if (!item) return []
    const order = CarriedOrder.parse(bare(item))
    const isPaid = order.transactionId !== undefined && paidBy.get(order.transactionId) === order.orderId
    const { lotIds, ...rest } = isPaid ? order : notPaidYet(order)
    const known = lotIds?.filter(lotId => lotsKnown(order.orderId, paidBy).has(lotId)) ?? []
    return [known.length > 0 ? { ...rest, lotIds: known } : rest]
  })
}

function notPaidYet(order: CarriedOrder): CarriedOrder {
  const {
    paidAt: _at,
    paidFen: _fen,
    transactionId: _id,
    prepaidFen: _prepaid,
    receiptSerial: _serial,
    ...rest
  } = order
  return { ...rest, state: 'closed' }
}

/** The lots that an order's known transactions made. */
const lotsKnown = (orderId: string, paidBy: ReadonlyMap<string, string>) =>
  new Set(
    [...paidBy].flatMap(([transactionId, paid]) => (paid === orderId ? [lotIdOf({ orderId }, { transactionId })] : [])),
  )

/** The orders of each month since the first that the journal knows of, as an index shows them. */
export async function* orderIds(source: Source): AsyncGenerator<string[]> {
  const { ctx, communityId, seen } = source
  for (let month = seen.firstMonth ?? monthOf(ctx.today()); month <= monthOf(ctx.today()); month = nextMonth(month)) {
    const place = { index: 'gs1' as const, pk: ordersOfMonthKey(communityId, month) }
    for await (const items of partition(source, place)) yield items.map(({ orderId }) => String(orderId))
  }
}

export const nextMonth = (month: string): string => monthOf(addMonths(monthStart(month), 1))

/**
 * Paid orders are receipts; one that was open arrives closed: what is paid on it later settles it all the same, or
 * becomes a prepayment.
 */
export const ordersPart: Part = part({
  name: 'orders',
  record: CarriedOrder,
  read: async function* () {},
  items: ({ communityId, companyId }, records) =>
    records.flatMap(record => {
      const { lotIds, ...order } = record
      const { orderId, accountId, paidAt, receiptSerial } = order
      const state = order.state === 'paid' ? order.state : ('closed' as const)
      const [year, at] = paidAt ? [beijingDate(paidAt).slice(0, 4), `${paidAt}#${orderId}`] : ['unpaid', orderId]
      const item: Item = {
        ...orderKey(orderId),
        ...order,
        companyId,
        state,
        ...(lotIds && { lotIds: new Set(lotIds) }),
        gs1pk: ordersOfMonthKey(communityId, monthOf(beijingDate(order.createdAt))),
        gs1sk: orderId,
        ...ordersOfAccountIndex(accountId, year, at),
      }
      if (!receiptSerial) return [item]
      return [item, { pk: receiptsKey(communityId, receiptSerial.slice(0, 4)), sk: receiptSerial, orderId }]
    }),
})

const Marker = z
  .object({ orderId: z.string(), transactionId: z.string(), amountFen: z.number().int(), paidAt: z.string() })
  .loose()
const CarriedMarker = Marker.extend({ channel: z.string(), merchantRef: z.string() })

/** The permanent marker of each transaction that the journal settled. */
export async function markersOf(source: Source, postings: CarriedPosting[]): Promise<z.infer<typeof CarriedMarker>[]> {
  const wanted = postings.flatMap(({ kind, sourceId, lines }) => {
    const channel = lines.find(line => line.account === 'channel_cash')?.channel
    return kind === 'settlement' && channel
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

const CarriedLot = z.discriminatedUnion('reason', [PaidLot.loose(), OpeningLot.loose()])

/** The prepayment lots that orders name. */
export async function lotsOf(
  { ctx, communityId }: Source,
  orders: CarriedOrder[],
): Promise<z.infer<typeof CarriedLot>[]> {
  const ids = orders.flatMap(({ lotIds }) => lotIds ?? [])
  const found = await Promise.all(
    pieces(ids, 100).map(some =>
      ctx.db.getMany(
        some.map(id => lotKey(communityId, id)),
        CarriedLot,
      ),
    ),
  )
  return found.flat().flatMap(lot => (lot ? [CarriedLot.parse(bare({ ...lot }))] : []))
}

/** Lots that were brought along: their rooms lead to them. */
const openingLotsPart = part({
  name: 'opening-lots',
  record: OpeningLot.loose(),
  async *read(source) {
    const { communityId, seen } = source
    for (const roomId of seen.rooms) {
      const place = { index: 'gs1' as const, pk: lotsOfRoomKey(communityId, roomId) }
      for await (const lots of partition(source, place)) {
        const brought = lots.filter(({ reason }) => reason === 'opening')
        if (brought.length > 0) yield brought.map(lot => OpeningLot.loose().parse(lot))
      }
    }
  },
  items: ({ communityId }, records) =>
    records.map(lot => ({
      ...lotKey(communityId, lot.lotId),
      ...lot,
      gs1pk: lotsOfRoomKey(communityId, lot.object.id),
      gs1sk: lot.createdAt,
    })),
})

const depositsPart = listedPart({
  name: 'deposits',
  record: Deposit.loose(),
  pk: depositsKey,
  index: 'gs1',
  item: ({ communityId }, { depositId, object, ...rest }) => {
    const at = `${sortCode(object.code)}#${depositId}`
    return {
      ...depositKey(communityId, depositId),
      depositId,
      object,
      ...rest,
      gs1pk: depositsKey(communityId),
      gs1sk: at,
      gs2pk: depositsOfRoomKey(communityId, object.id),
      gs2sk: at,
    }
  },
})

/** Lots that orders made. Money for one room's bills stands on that room's statement. */
export const lotsPart: Part = part({
  name: 'prepayment-lots',
  record: CarriedLot,
  read: async function* () {},
  items: async ({ ctx, communityId }, records) => {
    const paid = records.flatMap(lot => (lot.reason === 'opening' ? [] : [lot]))
    const orders = await ctx.db.getMany(
      paid.map(({ orderId }) => orderKey(orderId)),
      StoredOrder,
    )
    return paid.map((lot, i) => {
      const [roomId, other] = [...new Set(orders[i]?.shares.map(({ object }) => object.id))]
      return {
        ...(roomId && !other && { gs1pk: lotsOfRoomKey(communityId, roomId), gs1sk: lot.createdAt }),
        ...lotKey(communityId, lot.lotId),
        ...lot,
        ...lotsOfAccountIndex(lot.accountId, lot.createdAt),
      }
    })
  },
})

const Evidence = z
  .object({ orderId: z.string(), evidence: z.string(), at: z.string(), released: z.boolean().optional() })
  .loose()
const CarriedEvidence = Evidence.extend({ channel: z.string(), transactionId: z.string() })

/** What notices said that did not fit their orders: unsealed on the way. */
const evidencePart = part({
  name: 'evidence',
  record: CarriedEvidence,
  async *read({ ctx, communityId }) {
    const { pk } = evidenceKey(communityId, '', '')
    let cursor: string | undefined
    do {
      const page = await ctx.db.query({ pk, schema: Evidence.extend({ sk: z.string() }), limit: 200, cursor })
      yield page.items.map(item => {
        const [channel = '', transactionId = ''] = item.sk.split('#')
        const evidence = ctx.deps.secrets.open(item.evidence, `evidence:${transactionId}`)
        return CarriedEvidence.parse({ ...bare(item), channel, transactionId, evidence })
      })
      cursor = page.cursor
    } while (cursor !== undefined)
  },
  items: ({ ctx, communityId }, records) =>
    records.map(({ channel, transactionId, evidence, ...rest }) => ({
      ...evidenceKey(communityId, channel, transactionId),
      ...rest,
      evidence: ctx.deps.secrets.seal(evidence, `evidence:${transactionId}`),
      ...(!rest.released && { gs1pk: suspendedKey(communityId), gs1sk: rest.at }),
    })),
})

const reconciliationsPart = listedPart({
  name: 'reconciliations',
  record: Reconciliation.loose(),
  pk: communityId => reconciliationKey(communityId, '', '').pk,
  item: ({ communityId }, record) => ({
    ...reconciliationKey(communityId, record.merchantRef, record.date),
    ...record,
  }),
})

export const paymentParts: Part[] = [evidencePart, reconciliationsPart, openingLotsPart, depositsPart]

type LastSerials = ReadonlyMap<string, number>

/** The journal's head, with the balances and the last receipt number of each year. */
export const headItem = (
  ctx: Context,
  communityId: string,
  head: Head,
  counted: { accounts: Record<string, number>; serials: LastSerials },
): Item => ({
  ...ledgerKey(communityId),
  seq: head.seq,
  hash: head.hash,
  ...(head.openDate && { openDate: head.openDate }),
  accounts: counted.accounts,
  lease: ctx.newId(),
  leaseUntil: 0,
  ...Object.fromEntries([...counted.serials].map(([year, last]) => [`serials${year}`, last])),
})
