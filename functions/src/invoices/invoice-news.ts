import { toldPlace } from '@linli/shared/billing/words'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { MessageFacts } from '../messages/facts'
import { messageItems } from '../messages/message-item'
import { billsOf } from './invoice-bills'
import type { KeptInvoice } from './store'

type News = Extract<MessageFacts, { kind: 'invoice_news' }>

/**
 * What became of an invoice, for the transaction in which it did: to whoever asked for it, or, where the office or a refund
 * did, to those who owed its bills. `version` tells two refusals apart.
 */
export async function invoiceNews(
  ctx: Context,
  invoice: KeptInvoice,
  { outcome, reason }: Pick<News, 'outcome' | 'reason'>,
): Promise<Write[]> {
  const { communityId, invoiceId, accountId, grossFen, lines, version } = invoice
  const facts: News = {
    kind: 'invoice_news',
    roomCode: [...new Set(lines.map(({ object }) => toldPlace(object)))].join('、'),
    communityId,
    invoiceId,
    outcome,
    amountFen: grossFen,
    ...(reason && { reason }),
    asked: accountId !== undefined,
  }
  const message = { communityId, key: `invoice#${invoiceId}#${outcome}#${version}`, facts }
  if (accountId !== undefined) return messageItems(ctx, { ...message, accountIds: [accountId] })
  const [{ companyId }, bills] = await Promise.all([loadCommunity(ctx, communityId), billsOf(ctx, invoice)])
  const owing = bills.filter(({ payer }) => payer.kind !== 'developer')
  const personIds = [...new Set(owing.flatMap(({ payer }) => payer.personIds))].slice(0, 50)
  return messageItems(ctx, { ...message, personIds, companyId })
}
