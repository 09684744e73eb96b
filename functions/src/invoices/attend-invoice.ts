import { type InvoiceEvent } from '@linli/shared/invoices/rules'
import type { AuditAction } from '@linli/shared/audit/actions'
import { AppError } from '@linli/shared/errors'
import { formatYuan } from '@linli/shared/money'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { attendRed } from './attend-red'
import { fitMessageOf } from './fit-invoices'
import { type IssueAnswer, numberFor, type TaxPlatform, type Unknown } from './provider'
import { dueOwner, type KeptInvoice, loadInvoice, moved } from './store'
import { taxPlatform } from './tax-platform'

/** What a step needs: the community's context, which also reaches what the clock looks after, and the platform. */
export type Step = { ctx: Context; platform: TaxPlatform }

/**
 * One step of an invoice that is under way: asks for it, or asks what became of it. Whoever comes twice, late or after a
 * crash does nothing twice: before it is asked again, the platform says what it knows of the number.
 */
export async function attendInvoice(deps: Deps, of: { communityId: string; invoiceId: string }): Promise<void> {
  const ctx = reaching(communityContext(deps, of.communityId), dueOwner)
  const step = { ctx, platform: taxPlatform(deps) }
  const invoice = await loadInvoice(ctx, of)
  if (invoice.state === 'requested') {
    const started = await change(step, invoice, { event: 'start', action: 'invoices.work', summary: '开始开票' })
    if (started) await answered(step, started, p => issue(p, started))
  } else if (invoice.state === 'issuing') {
    await answered(step, invoice, async platform => {
      const known = await platform.query(invoice.sellerTaxNumber, requestNumberOf(invoice))
      return known.state === 'unknown' ? issue(platform, invoice) : known
    })
  } else if (invoice.state === 'red_pending') await attendRed(step, invoice)
}

export const requestNumberOf = ({ communityId, invoiceId }: KeptInvoice) => numberFor(communityId, invoiceId)

const issue = (platform: TaxPlatform, invoice: KeptInvoice): Promise<IssueAnswer> => {
  const { sellerName, buyer, lines, grossFen, netFen, taxFen } = invoice
  const requestNumber = requestNumberOf(invoice)
  return platform.issue(invoice.sellerTaxNumber, { requestNumber, sellerName, buyer, lines, grossFen, netFen, taxFen })
}

async function answered(
  step: Step,
  invoice: KeptInvoice,
  ask: (platform: TaxPlatform) => Promise<IssueAnswer | Unknown>,
): Promise<void> {
  const answer = await orSilence(() => ask(step.platform))
  const yuan = `${formatYuan(invoice.grossFen)} 元`
  if (answer?.state === 'issued') {
    const { number, issuedAt } = answer
    const set = { number, issuedAt, problem: undefined, dueAt: undefined, looks: 0 }
    await change(step, invoice, { event: 'issued', set, action: 'invoices.issued', summary: `开具发票 ${yuan}` })
  } else if (answer?.state === 'refused') {
    const set = { problem: answer.reason, dueAt: undefined, looks: 0 }
    const summary = `发票 ${yuan} 没有开出来：${answer.reason}`
    await change(step, invoice, { event: 'refused', set, action: 'invoices.failed', summary })
  } else await lookLater(step, invoice)
}

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
