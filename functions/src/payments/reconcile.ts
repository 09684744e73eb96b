import { AppError } from '@linli/shared/errors'
import { CommunityId, OrderId } from '@linli/shared/ids'
import { type Difference, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import * as z from 'zod'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import type { Key } from '../db'
import { queryAll } from '../query-all'
import { askChannel } from './ask-channel'
import { getOrder, orderKey, reconciliationKey, settledDayKey, transactionKey } from './store'
import type { TradeBillLine } from './pay-gateway'

const Settled = z.object({ orderId: z.string(), transactionId: z.string(), amountFen: z.number().int() })
type Settled = z.infer<typeof Settled>
const Asked = z.object({ orderId: z.string(), amountFen: z.number().int() })

/**
 * Compares a merchant's day: our settlements by value date against the channel's bill, by 订单金额.
 * Money that the channel has and we lack is first asked for and settled; only what then still differs is a difference.
 * Run again, it gives the same set. Throws payments.bill_not_ready, payments.channel_down, payments.no_merchant.
 */
export async function reconcile(
  ctx: Context,
  input: { communityId: string; merchantRef: string; date: string },
): Promise<Reconciliation> {
  const { communityId, merchantRef, date } = input
  await checkMerchant(ctx, communityId, merchantRef)
  const bill = await ctx.deps.pay.tradeBill(merchantRef, date)
  if (bill === 'creating') throw new AppError('payments.bill_not_ready')
  const lines = bill === 'none' ? [] : bill.lines
  const ours = lines.filter(line => isOurs(line.orderId, communityId))
  const foreign = lines.filter(line => !isOurs(line.orderId, communityId))
  const trades = ours.filter(line => line.state === 'SUCCESS')
  for (const line of trades) await settleMissing(ctx, line)
  const settled = await settledOn(ctx, communityId, merchantRef, date)
  const differences = await compare(ctx, communityId, ours, settled)
  const result: Reconciliation = {
    merchantRef,
    date,
    channelCount: trades.length,
    channelFen: sum(trades),
    localCount: settled.length,
    localFen: sum(settled),
    foreignCount: foreign.length,
    foreignFen: sum(foreign),
    differences,
    ...(bill !== 'none' && { fileSha1: bill.sha1 }),
    finishedAt: ctx.now(),
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.reconcile',
    objectType: 'reconciliation',
    objectId: `${merchantRef}-${date}`,
    summary: `${trades.length} 笔 ${sum(trades)} 分，差异 ${differences.length}`,
  })
  await ctx.db.transact([{ put: { ...reconciliationKey(communityId, merchantRef, date), ...result } }, audit], {
    pk: audit.put.pk,
    sk: audit.put.sk,
  })
  return result
}

/** A merchant's bill is for those alone whom it collects for: its totals are another company's business otherwise. */
async function checkMerchant(ctx: Context, communityId: string, merchantRef: string): Promise<void> {
  const { entities } = await loadCommunity(ctx, communityId)
  if (!entities.some(entity => entity.merchantRef === merchantRef)) throw new AppError('payments.no_merchant')
}

/** The kept result of a day. Throws record.not_found before its first run. */
export async function getReconciliation(
  ctx: Context,
  input: { communityId: string; merchantRef: string; date: string },
): Promise<Reconciliation> {
  const found = await ctx.db.get(reconciliationKey(input.communityId, input.merchantRef, input.date), Reconciliation)
  if (!found) throw new AppError('record.not_found')
  return found
}

/** Differences that the kept results of a month still name, over all merchants. */
export async function openDifferences(ctx: Context, communityId: string, month: string): Promise<number> {
  const { entities } = await loadCommunity(ctx, communityId)
  const refs = [...new Set(entities.flatMap(({ merchantRef }) => merchantRef ?? []))]
  const found = await Promise.all(
    refs.map(ref => {
      const { pk, sk: begins } = reconciliationKey(communityId, ref, month)
      return queryAll(ctx.db, { pk, begins, schema: Reconciliation }, 31)
    }),
  )
  return found.flat().reduce((sum, { differences }) => sum + differences.length, 0)
}

const isOurs = (orderId: string, communityId: string) =>
  OrderId.safeParse(orderId).success && CommunityId.parse(orderId.slice(0, 6)) === communityId
const sum = (rows: { amountFen: number }[]) => rows.reduce((total, row) => total + row.amountFen, 0)

async function settleMissing(ctx: Context, line: TradeBillLine): Promise<void> {
  const order = await getOrder(ctx, line.orderId)
  if (!order || order.transactionId === line.transactionId) return
  try {
    await askChannel(ctx, { ...order, state: 'closed' })
  } catch (error) {
    // What cannot be settled is a difference below.
    if (!(error instanceof AppError)) throw error
  }
}

async function settledOn(ctx: Context, communityId: string, merchantRef: string, date: string): Promise<Settled[]> {
  const all: Settled[] = []
  let cursor: string | undefined
  do {
    const next = await ctx.db.query({
      index: 'gs1',
      pk: settledDayKey(communityId, merchantRef, date),
      schema: Settled,
      limit: 500,
      cursor,
    })
    all.push(...next.items)
    cursor = next.cursor
  } while (cursor)
  return all
}

async function compare(
  ctx: Context,
  communityId: string,
  lines: TradeBillLine[],
  indexed: Settled[],
): Promise<Difference[]> {
  const trades = lines.filter(line => line.state === 'SUCCESS')
  // The index may lag: what it lacks is read again, consistently, by its marker.
  const missing = trades.filter(line => !indexed.some(row => row.transactionId === line.transactionId))
  const found = await markers(ctx, communityId, missing)
  const settled = new Map([...indexed, ...found].map(row => [row.transactionId, row]))
  const unsettled = missing.filter(line => !settled.has(line.transactionId))
  const asked = await amountsAsked(ctx, unsettled)
  const differences: Difference[] = []
  const seen = new Map<string, number>()
  for (const line of trades) {
    const local = settled.get(line.transactionId)
    const base = { orderId: line.orderId, transactionId: line.transactionId, channelFen: line.amountFen }
    if (!local) differences.push(unsettledDifference(base, asked.get(line.orderId)))
    else if (local.amountFen !== line.amountFen)
      differences.push({ kind: 'AMOUNT_MISMATCH', ...base, localFen: local.amountFen })
    seen.set(line.orderId, (seen.get(line.orderId) ?? 0) + 1)
    if (seen.get(line.orderId) === 2) differences.push({ kind: 'DUPLICATE', ...base })
  }
  for (const line of lines.filter(candidate => candidate.refundFen > 0))
    differences.push({
      kind: 'REFUND_MISMATCH',
      orderId: line.orderId,
      transactionId: line.transactionId,
      channelFen: line.refundFen,
    })
  const inBill = new Set(trades.map(line => line.transactionId))
  for (const row of indexed)
    if (!inBill.has(row.transactionId))
      differences.push({
        kind: 'CHANNEL_MISSING',
        orderId: row.orderId,
        transactionId: row.transactionId,
        localFen: row.amountFen,
      })
  return differences
}

/** Money that no settlement explains: of another amount than its order asked for, or unknown here. */
const unsettledDifference = (base: Omit<Difference, 'kind'> & { channelFen: number }, askedFen?: number): Difference =>
  askedFen !== undefined && askedFen !== base.channelFen
    ? { kind: 'AMOUNT_MISMATCH', ...base, localFen: askedFen }
    : { kind: 'LOCAL_MISSING', ...base }

/** What the orders of these trades asked for, read consistently. */
async function amountsAsked(ctx: Context, lines: TradeBillLine[]): Promise<Map<string, number>> {
  const found = await inHundreds(ctx, lines, line => orderKey(line.orderId), Asked)
  return new Map(found.map(order => [order.orderId, order.amountFen]))
}

const markers = (ctx: Context, communityId: string, lines: TradeBillLine[]): Promise<Settled[]> =>
  inHundreds(ctx, lines, line => transactionKey(communityId, 'wechat', line.transactionId), Settled)

/** What there is of these records, in reads of 100. */
async function inHundreds<T>(
  ctx: Context,
  lines: TradeBillLine[],
  keyOf: (line: TradeBillLine) => Key,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const found: T[] = []
  for (let at = 0; at < lines.length; at += 100)
    found.push(
      ...(await ctx.db.getMany(lines.slice(at, at + 100).map(keyOf), schema)).filter(each => each !== undefined),
    )
  return found
}
