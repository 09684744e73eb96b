import { formatYuan } from '@linli/shared/money'
import { communityContext, type Deps, reaching } from '../context'
import { attendRed } from './attend-red'
import { invoiceNews } from './invoice-news'
import { change, lookLater, orSilence, requestNumberOf, type Step } from './invoice-step'
import type { IssueAnswer, TaxPlatform, Unknown } from './provider'
import { dueOwner, type KeptInvoice, loadInvoice } from './store'
import { taxPlatform } from './tax-platform'

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
    const more = await invoiceNews(step.ctx, invoice, { outcome: 'issued' })
    await change(step, invoice, { event: 'issued', set, more, action: 'invoices.issued', summary: `开具发票 ${yuan}` })
  } else if (answer?.state === 'refused') {
    const set = { problem: answer.reason, dueAt: undefined, looks: 0 }
    const summary = `发票 ${yuan} 没有开出来：${answer.reason}`
    const more = await invoiceNews(step.ctx, invoice, { outcome: 'refused', reason: answer.reason })
    await change(step, invoice, { event: 'refused', set, more, action: 'invoices.failed', summary })
  } else await lookLater(step, invoice)
}
