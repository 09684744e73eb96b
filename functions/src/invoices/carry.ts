import { InvoiceTitle } from '@linli/shared/invoices/schema'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type Part, part, partition } from '../exports/part'
import { askedPointer } from './new-invoice'
import { dueOwner, invoiceItem, invoicesKey, KeptInvoice, openInvoice } from './store'
import { openTitles, titlesItem, titlesPk } from './title-store'

/** One that is under way goes on where it arrives: the platform knows it by the community's number, which stays. */
const invoicesPart = part({
  name: 'invoices',
  record: KeptInvoice,
  clock: dueOwner,
  async *read(source) {
    const place = { index: 'gs1' as const, pk: invoicesKey(source.communityId) }
    for await (const items of partition(source, place)) yield items.map(item => openInvoice(source.ctx, item))
  },
  items: ({ ctx }, records) => records.flatMap(invoice => [invoiceItem(ctx, invoice), ...askedPointer(invoice)]),
})

const titlesPart = part({
  name: 'invoice-titles',
  record: z.object({ personId: Id, titles: z.array(InvoiceTitle), version: z.number().int() }),
  async *read(source) {
    for await (const items of partition(source, { pk: titlesPk(source.communityId) })) {
      for (const { personId } of items) source.seen.people.add(String(personId))
      yield items.map(item => openTitles(source.ctx, String(item.personId), item))
    }
  },
  items: ({ ctx, communityId }, records) => records.map(titles => titlesItem(ctx, communityId, titles)),
})

export const invoiceParts: Part[] = [invoicesPart, titlesPart]
