import type { adjustmentApi } from '@linli/shared/billing/adjustment-api'
import { nextBillState } from '@linli/shared/billing/bill-state'
import type { Bill } from '@linli/shared/billing/schema'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { closeOrder } from '../payments/close-order'
import { fitMessage } from '../invoices/fit-message'
import { creditItems } from '../payments/credit-items'
import { deductionMessage } from '../payments/deduction-message'
import { publicationItems } from '../payments/publication-items'
import { officeOrder } from '../payments/receipts'
import { type Adjustment, adjustmentFor } from './adjustment-of'
import { readingCorrected } from './correct-reading'
import { publishedMessage } from './published-message'
import { billItem, billKey, doneIndexes, loadBill, type StoredBill } from './store'
import { viewBill } from './view-bill'
import { adjustmentProblems as problems } from './words'

type Asked = InputOf<typeof adjustmentApi.previewAdjustment>
type Reading = Awaited<ReturnType<typeof readingCorrected>>

/** What a 补差 of this bill would come to now; nothing is written. Throws billing.cannot_adjust. */
export async function previewAdjustment(
  ctx: Context,
  asked: Asked,
): Promise<OutputOf<typeof adjustmentApi.previewAdjustment>> {
  const original = await loadBill(ctx, asked.communityId, asked.roomId, asked.billId)
  const { bill, beforeFen, correctedFen } = await computed(ctx, original, {
    ...asked,
    rolledOver: asked.rolledOver === '1',
    reason: '',
  })
  const { amountFen, lines, credit } = bill
  return { beforeFen, correctedFen, amountFen, lines, ...(credit && { credit }) }
}

/**
 * Issues the 补差 of a bill: a bill of its own, exempt from the days that bills cover, linked both ways. One that is to be
 * paid is paid like any other; of a negative one see `adjustmentFor`. An order that is open on the bill is closed at the
 * channel first; if it proves paid, the bill is paid, and the credit goes to the payer. `amountFen` is what the clerk saw.
 * A billed reading is corrected in the same transaction. Throws billing.cannot_adjust, record.changed, payments.channel_down.
 */
export async function adjustBill(
  ctx: Context,
  input: InputOf<typeof adjustmentApi.adjustBill>,
): Promise<OutputOf<typeof adjustmentApi.adjustBill>> {
  const { communityId, roomId, billId, reason } = input
  return deciding(async () => {
    const read = await loadBill(ctx, communityId, roomId, billId)
    if (read.payingOrderId) await closeOrder(ctx, read.payingOrderId)
    const original = read.payingOrderId ? await loadBill(ctx, communityId, roomId, billId) : read
    if (original.payingOrderId) throw new AppError('billing.being_paid')
    const { bill, reading } = await computed(ctx, original, input)
    if (bill.amountFen !== input.amountFen) throw new AppError('record.changed')
    const linked = linkedBill(ctx, original, bill)
    const orderId = bill.credit?.lotId && original.paidOrderId
    const order = orderId ? await officeOrder(ctx, { communityId, orderId }) : undefined
    const batch = { sourceId: `adjustment#${bill.billId}`, valueDate: ctx.today(), bills: [bill] }
    const result = { original: viewBill(linked.bill, ctx.today()), adjustment: viewBill(bill, ctx.today()) }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.adjust_bill',
      objectType: 'bill',
      objectId: billId,
      summary: `补差 ${bill.amountFen} 分：${reason}`,
    })
    await ctx.db.transact(
      [
        { put: billItem(bill, original.shard), ifAbsent: true },
        linked.write,
        ...(reading?.writes ?? []),
        ...publicationItems(ctx, communityId, batch),
        ...creditItems(ctx, communityId, { ...batch, channel: order?.channel }),
        ...fitMessage(ctx, communityId, [original]),
        ...publishedMessage(ctx, communityId, [bill]),
        deductionMessage(ctx, communityId),
        audit,
        ...idempotencyItems(ctx, result),
      ],
      audit.put,
    )
    return result
  })
}

async function computed(
  ctx: Context,
  original: StoredBill,
  {
    reason,
    reading: value,
    rolledOver,
  }: Pick<InputOf<typeof adjustmentApi.adjustBill>, 'reason' | 'reading' | 'rolledOver'>,
): Promise<Adjustment & { reading?: Reading }> {
  if (value === undefined) return adjustmentFor(ctx, original, { reason })
  const { communityId, object, charged, lines } = original
  const inputs = lines[0]?.inputs
  if (inputs?.kind !== 'meter' || !charged) throw new AppError('billing.cannot_adjust', { message: problems.noReading })
  const { readOn } = inputs
  const at = { communityId, roomId: object.id, meterId: charged.id, readOn }
  const reading = await readingCorrected(ctx, { ...at, value, rolledOver, reason }, true)
  return { ...(await adjustmentFor(ctx, original, { reason, reading: reading.reading })), reading }
}

/** The corrected bill with the link to its 补差, and with what that takes off it. */
function linkedBill(ctx: Context, original: StoredBill, adjustment: Bill): { bill: StoredBill; write: Write } {
  const { communityId, object, billId, state, paidFen, period } = original
  const toBillFen = adjustment.credit?.toBillFen ?? 0
  const link = { adjustedBy: [...(original.adjustedBy ?? []), adjustment.billId] }
  const date = ctx.today()
  const movement = { date, creditOf: adjustment.billId, principalFen: toBillFen, lateFeeFen: 0 }
  const movements = [...(original.movements ?? []), movement]
  const reduced = { ...original, ...link, paidFen: paidFen + toBillFen, movements }
  const bill = toBillFen === 0 ? { ...original, ...link } : { ...reduced, state: stateOf(original, reduced, date) }
  const lotFen = adjustment.credit?.lotFen ?? 0
  const away = lotFen > 0 ? { creditedAwayFen: (original.creditedAwayFen ?? 0) + lotFen } : {}
  const isOver = bill.state === 'paid' && state !== 'paid'
  return {
    bill,
    write: {
      update: {
        key: billKey(communityId, object.id, billId),
        set: {
          ...link,
          ...away,
          state: bill.state,
          paidFen: bill.paidFen,
          ...(isOver && doneIndexes(communityId, object.id, billId, period.from)),
        },
        add: { adjustments: 1 },
        ...(toBillFen > 0 && { append: { movements: movement } }),
        ...(isOver && { remove: ['gs3pk', 'gs3sk'] }),
      },
      if: {
        state,
        paidFen,
        lateFeePaidFen: original.lateFeePaidFen,
        lateFeeWaivedFen: original.lateFeeWaivedFen,
        payingOrderId: undefined,
        invoicedRev: original.invoicedRev,
        adjustments: original.adjustments,
      },
    },
  }
}

/** A bill of which only late fee is left stays open for it. */
function stateOf(before: StoredBill, reduced: StoredBill, on: string): Bill['state'] {
  const next = nextBillState(before, { type: 'payment', paidFen: reduced.paidFen }) ?? before.state
  const left = viewBill({ ...reduced, state: 'part_paid' }, on)
  return next === 'paid' && left.lateFeeFen > 0 ? 'part_paid' : next
}
