import { AppError, type ErrorCode } from '@linli/shared/errors'
import type { BillWait, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { DayComparison, type Found, mostDifferences } from './compare-day'
import { keepResult, keepWaiting } from './keep-result'
import { lookForPayments } from './look-closer'
import { compareRefunds } from './look-for-refunds'
import { type Day, daysOfMerchant, loadDayResult, type Merchant, merchantsOf, settledOn } from './reconciliation-store'
import { SettledTable } from './settled-table'

/**
 * Compares a merchant's day: our settlements by value date against the channel's bill, by 订单金额. The bill is read to its
 * end, and is what its hash and totals say, before anything is asked or written. Run again, it gives the same set; when
 * another look at that day was faster, this one looks again.
 * Throws payments.bill_not_ready, payments.bill_damaged, payments.bill_too_different, payments.channel_down,
 * payments.no_merchant.
 */
export const reconcile = (ctx: Context, input: Day): Promise<Reconciliation> => deciding(() => look(ctx, input))

async function look(ctx: Context, input: Day): Promise<Reconciliation> {
  const day = { communityId: input.communityId, merchantRef: input.merchantRef, date: input.date }
  const merchant = await merchantOf(ctx, day)
  const before = await loadDayResult(ctx, day)
  try {
    const comparison = new DayComparison(day.communityId, await settledTable(ctx, day))
    const bill = await ctx.deps.pay.tradeBill(day.merchantRef, day.date, page => comparison.take(page))
    if (bill === 'creating') throw new AppError('payments.bill_not_ready')
    const { found, localCount, localFen } = await differencesOf(ctx, day, merchant, comparison)
    const refunds = await compareRefunds(ctx, day, comparison.refunds)
    const hash = bill === 'none' ? undefined : bill.hash
    return await keepResult(ctx, day, merchant, before, [...found, ...refunds.found], {
      channelCount: comparison.payments.count,
      channelFen: comparison.payments.fen,
      localCount,
      localFen,
      refundCount: comparison.refunded.count,
      refundFen: comparison.refunded.fen,
      localRefundCount: refunds.localCount,
      localRefundFen: refunds.localFen,
      feeFen: comparison.feeFen,
      foreignCount: comparison.foreign.count,
      foreignFen: comparison.foreign.fen,
      ...(hash !== undefined && { fileSha1: hash }),
    })
  } catch (error) {
    const wait = error instanceof AppError ? waitOf[error.code] : undefined
    if (wait && before?.state !== 'done') await keepWaiting(ctx, day, before, wait)
    throw error
  }
}

/** Why a day goes on waiting. */
const waitOf: Partial<Record<ErrorCode, BillWait>> = {
  'payments.bill_not_ready': 'creating',
  'payments.channel_down': 'down',
  'payments.bill_damaged': 'damaged',
  'payments.bill_too_different': 'too_different',
}

/** A merchant's bill is for those alone whom it collects for: its totals are another company's business otherwise. */
async function merchantOf(ctx: Context, { communityId, merchantRef }: Day): Promise<Merchant> {
  const merchant = merchantsOf(await loadCommunity(ctx, communityId)).find(({ ref }) => ref === merchantRef)
  if (!merchant) throw new AppError('payments.no_merchant')
  return merchant
}

async function settledTable(ctx: Context, day: Day): Promise<SettledTable> {
  const table = new SettledTable()
  for await (const page of settledOn(ctx, day))
    for (const { transactionId, amountFen, repeated } of page) table.add(transactionId, amountFen, repeated)
  return table
}

async function differencesOf(
  ctx: Context,
  day: Day,
  merchant: Merchant,
  comparison: DayComparison,
): Promise<{ found: Found[]; localCount: number; localFen: number }> {
  const { settled } = comparison
  const closer = await lookForPayments(ctx, day.communityId, merchant, comparison.unknown)
  const found = [...comparison.found, ...closer.found]
  if (settled.met < settled.size)
    for await (const page of settledOn(ctx, day))
      for (const { orderId, transactionId, amountFen: localFen } of page) {
        const at = settled.find(transactionId)
        if (at >= 0 && !settled.isMet(at)) found.push({ kind: 'CHANNEL_MISSING', orderId, transactionId, localFen })
        if (found.length > mostDifferences) throw new AppError('payments.bill_too_different')
      }
  const late = closer.settled.filter(({ transactionId }) => settled.find(transactionId) < 0)
  return {
    found,
    localCount: settled.size + late.length,
    localFen: settled.totalFen + late.reduce((sum, { amountFen }) => sum + amountFen, 0),
  }
}

/** The kept result of a day. Throws record.not_found before its first look. */
export async function getReconciliation(ctx: Context, day: Day): Promise<Reconciliation> {
  const found = await loadDayResult(ctx, day)
  if (!found) throw new AppError('record.not_found')
  return found
}

/** Differences of a month that wait for somebody, over all merchants. */
export async function openDifferences(ctx: Context, communityId: string, month: string): Promise<number> {
  const merchants = merchantsOf(await loadCommunity(ctx, communityId))
  const found = await Promise.all(
    merchants.map(({ ref }) =>
      daysOfMerchant(ctx, { communityId, merchantRef: ref, date: `${month}-01` }, `${month}-31`),
    ),
  )
  return found.flat().reduce((sum, { open }) => sum + open, 0)
}
