import type { AuditAction } from '@linli/shared/audit/actions'
import { AppError } from '@linli/shared/errors'
import type { InvoiceEvent } from '@linli/shared/invoices/rules'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { fitMessageOf } from './fit-message'
import { numberFor, type TaxPlatform } from './provider'
import { type KeptInvoice, moved } from './store'

/** What a step needs: the community's context, which also reaches what the clock looks after, and the platform. */
export type Step = { ctx: Context; platform: TaxPlatform }

export const requestNumberOf = ({ communityId, invoiceId }: KeptInvoice) => numberFor(communityId, invoiceId)

/** Nothing when the platform is silent: what it did then is found out by asking again. */
export async function orSilence<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AppError && /^invoices\.(platform_down|not_connected)$/.test(error.code)) return undefined
    throw error
  }
}

type Change = {
  event?: InvoiceEvent
  set?: Partial<KeptInvoice>
  action: AuditAction
  summary: string
  technical?: boolean
  more?: Write[]
}

/**
 * Writes a step; nothing where another worker was faster. Issued, failed or red no more, it is held against its bills: a
 * refund that came meanwhile found nothing to reverse.
 */
export async function change(step: Step, known: KeptInvoice, how: Change): Promise<KeptInvoice | undefined> {
  const { event, set = {}, action, summary, technical, more = [] } = how
  const { ctx } = step
  const { invoice, write } = moved(ctx, known, event, set)
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action,
    objectType: 'invoice',
    objectId: known.invoiceId,
    summary,
    ...((technical ?? event === 'start') && { technical: true }),
  })
  const isAtRest = event === 'issued' || event === 'refused'
  try {
    await ctx.db.transact([write, ...(isAtRest ? [fitMessageOf(ctx, invoice)] : []), ...more, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined
    throw error
  }
  return invoice
}

const firstWaitMs = 10_000
const longestWaitMs = 600_000

/** Asks again after 10 s, 20 s, 40 s … 10 min. */
export async function lookLater(step: Step, invoice: KeptInvoice, set: Partial<KeptInvoice> = {}): Promise<void> {
  const waitMs = Math.min(firstWaitMs * 2 ** Math.min(invoice.looks, 10), longestWaitMs)
  const dueAt = new Date(step.ctx.deps.nowMs() + waitMs).toISOString()
  const next = { ...set, dueAt, looks: invoice.looks + 1 }
  await change(step, invoice, { set: next, action: 'invoices.work', summary: '已向开票平台查询', technical: true })
}
