import type { RedConfirmation } from '@linli/shared/invoices/schema'
import { redStateNames } from '@linli/shared/invoices/words'
import { change, lookLater, orSilence, requestNumberOf, type Step } from './invoice-step'
import { numberFor, type RedAnswer } from './provider'
import { releaseInvoice } from './release-invoice'
import type { KeptInvoice } from './store'

/**
 * One step of a reversal: asks for the 红字信息确认单, or what became of it. A confirmation holds for 72 hours at the
 * platform; when it lapsed or was refused, the invoice is as valid as before and a person decides.
 */
export async function attendRed(step: Step, invoice: KeptInvoice): Promise<void> {
  const { red } = invoice
  if (!red) return
  const answer = await orSilence(() => askRed(step, invoice, red))
  switch (answer?.state) {
    case 'reversed':
      await releaseInvoice(step.ctx, invoice, {
        event: 'reversed',
        change: { red: { ...red, state: 'confirmed', number: answer.number, endedAt: answer.issuedAt } },
        reissue: invoice.reissue ?? false,
        action: 'invoices.reversed',
        summary: `红冲发票：${red.reason}`,
      })
      return
    case 'lapsed':
    case 'refused': {
      const refusal = answer.state === 'refused' ? { refusal: answer.reason } : {}
      const ended = { ...red, state: answer.state, endedAt: step.ctx.now(), ...refusal }
      await change(step, invoice, {
        event: 'red_ended',
        set: { red: ended, dueAt: undefined, looks: 0 },
        action: 'invoices.stuck',
        summary: `红字确认单：${redStateNames[answer.state]}`,
      })
      return
    }
    case 'confirmed':
      if (red.state !== 'confirmed') {
        await change(step, invoice, {
          set: { red: { ...red, state: 'confirmed' }, looks: 0, dueAt: step.ctx.now() },
          action: 'invoices.confirmed',
          summary: '红字确认单已确认',
        })
        return
      }
      return lookLater(step, invoice)
    default:
      return lookLater(step, invoice)
  }
}

async function askRed(
  { platform }: Step,
  invoice: KeptInvoice,
  { redId, reason }: RedConfirmation,
): Promise<RedAnswer> {
  const redNumber = numberFor(invoice.communityId, redId)
  const known = await platform.queryRed(invoice.sellerTaxNumber, redNumber)
  if (known.state !== 'unknown') return known
  const requestNumber = requestNumberOf(invoice)
  return platform.requestRed(invoice.sellerTaxNumber, { redNumber, requestNumber, reason })
}
