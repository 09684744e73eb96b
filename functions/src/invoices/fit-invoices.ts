import { openToInvoice } from '@linli/shared/invoices/rules'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { AppError } from '@linli/shared/errors'
import { releaseInvoice } from './release-invoice'
import { startReversal } from './reverse-invoice'
import { dueOwner, type KeptInvoice, loadInvoices } from './store'
import { invoiceWords } from './words'

export const FitBody = z.object({
  communityId: CommunityId,
  bills: z.array(z.object({ roomId: Id, billId: Id })).max(40),
})

/**
 * Where money went back, invoices stand for more than was received: the newest are reversed until none does, and what is
 * left is issued again. One that is being issued is seen to when it is. Safe to run twice.
 */
export async function fitInvoices(deps: Deps, { communityId, bills }: z.output<typeof FitBody>): Promise<void> {
  const ctx = reaching(communityContext(deps, communityId), dueOwner)
  for (const bill of await loadBills(ctx, communityId, bills)) if (bill) await fit(ctx, bill)
}

async function fit(ctx: Context, bill: StoredBill): Promise<void> {
  const parts = (bill.invoiced ?? []).toReversed()
  const open = openToInvoice(bill)
  const tooMuch = { principalFen: -open.principalFen, lateFeeFen: -open.lateFeeFen }
  const isOver = () => tooMuch.principalFen > 0 || tooMuch.lateFeeFen > 0
  if (!isOver()) return
  const ids = parts.map(({ invoiceId }) => invoiceId)
  const invoices = new Map((await loadInvoices(ctx, bill.communityId, ids)).map(each => [each.invoiceId, each]))
  // What is on its way out counts first: another message may have begun it.
  const leaving = (id: string) => invoices.get(id)?.state === 'red_pending'
  for (const part of [
    ...parts.filter(each => leaving(each.invoiceId)),
    ...parts.filter(each => !leaving(each.invoiceId)),
  ]) {
    const invoice = invoices.get(part.invoiceId)
    if (!isOver() || !invoice) continue
    tooMuch.principalFen -= part.principalFen
    tooMuch.lateFeeFen -= part.lateFeeFen
    await takeBack(ctx, invoice)
  }
}

async function takeBack(ctx: Context, invoice: KeptInvoice): Promise<void> {
  const reason = invoiceWords.refunded
  try {
    if (invoice.state === 'issued') await startReversal(ctx, invoice, { cause: 'refund', reason, reissue: true })
    if (invoice.state === 'requested' || invoice.state === 'failed')
      await releaseInvoice(ctx, invoice, {
        event: 'withdraw',
        change: { problem: reason },
        reissue: true,
        action: 'invoices.withdraw',
        summary: reason,
      })
  } catch (error) {
    // It moved on since it was read; the queue brings the message again, and finds it as it is then.
    if (error instanceof AppError && error.code === 'invoices.wrong_state') throw new AppError('request.busy')
    throw error
  }
}
