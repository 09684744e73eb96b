import { askedPointer } from '@linli/functions/invoices/new-invoice'
import { invoiceItem, type KeptInvoice } from '@linli/functions/invoices/store'
import { derivedId } from '@linli/functions/secrets'
import type { Place } from '@linli/functions/test/make'
import { linesOf, sumsOf } from '@linli/shared/invoices/rules'
import { billOf } from './growth-estate'

const at = '2026-11-05T02:00:00.000Z'
const roomsPerInvoice = 10

export const invoiceIdOf = (communityId: string, n: number) => derivedId('invoice', communityId, n)

/** One invoice for so many rooms, of their bill of the month; the first ones were asked for by this account. */
export const invoiceItems = ({ ctx, communityId, community }: Place, rooms: number, accountId: string) =>
  Array.from({ length: Math.ceil(rooms / roomsPerInvoice) }, (_, n) => {
    const { entityId = '', name = '', uscc = '' } = community.entities[0] ?? {}
    const bill = billOf(communityId, entityId, n * roomsPerInvoice)
    const lines = linesOf(
      { ...bill, taxCode: '3040801010000000000', taxRateBp: 600 },
      { principalFen: bill.amountFen, lateFeeFen: 0 },
    )
    const invoice: KeptInvoice = {
      invoiceId: invoiceIdOf(communityId, n),
      communityId,
      entityId,
      sellerName: name,
      sellerTaxNumber: uscc,
      state: 'issued',
      buyer: { kind: 'personal', name: '李小红' },
      lines,
      ...sumsOf(lines),
      requestedAt: at,
      requestedBy: 'payer',
      number: String(n).padStart(20, '0'),
      issuedAt: at,
      looks: 0,
      version: 3,
      ...(n < 100 && { accountId }),
    }
    return [invoiceItem(ctx, invoice), ...askedPointer(invoice)]
  }).flat()
