import type { Problem } from '../../problems'
import type { PaymentWords } from './words'

/** Why no order could be made, in the words of these pages; any other problem keeps its own. */
export function payProblem(problem: Problem, words: PaymentWords): Problem {
  const said = (head: string, line: string): Problem => ({ ...problem, head, line })
  switch (problem.code) {
    case 'payments.nothing_due':
      return said(words.nothingDue, words.nothingDueLine)
    case 'payments.bill_busy':
      return said(words.billBusy, words.billBusyLine)
    case 'payments.too_many_bills':
      return said(words.tooMany, words.tooManyLine)
    case 'payments.no_merchant':
      return said(words.noMerchant, words.noMerchantLine)
    case 'payments.mixed_entities':
      return said(words.mixed, words.mixedLine)
    case 'payments.order_closed':
      return said(words.orderClosed, words.orderClosedLine)
    case 'payments.at_bank':
      return said(words.atBank, words.atBankLine)
    case 'payments.link_over':
      return said(words.linkOver, words.linkOverLine)
    case 'payments.channel_down':
      return said(words.channelDown, words.channelDownLine)
    default:
      return problem
  }
}
