import { Buyer, Invoice } from '@linli/shared/invoices/schema'
import { groupOf, type InvoiceEvent, nextInvoiceState } from '@linli/shared/invoices/rules'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'

/** An invoice as the server knows it. `dueAt`: when to look after it; `looks`: how often that was in vain. */
export const KeptInvoice = Invoice.extend({
  accountId: Id.optional(),
  dueAt: Instant.optional(),
  looks: z.number().int(),
})
export type KeptInvoice = z.infer<typeof KeptInvoice>

/** In the table its buyer is sealed: address, phone and bank account of whoever it is. */
const SealedInvoice = KeptInvoice.omit({ buyer: true }).extend({ buyerSealed: z.string() })
type SealedInvoice = z.infer<typeof SealedInvoice>

export const invoiceKey = (communityId: string, invoiceId: string): Key => ({
  pk: `C#${communityId}#invoice#${invoiceId}`,
  sk: 'invoice',
})
export const invoicesKey = (communityId: string, group?: string) =>
  `C#${communityId}#invoices${group ? `-${group}` : ''}`
/** What an account asked for: one pointer an invoice, in the order of their ids. */
export const askedInvoicesPk = (accountId: string) => `A#${accountId}#invoices`

/** Where the invoices wait that the clock brings on: reached on purpose. */
export const dueOwner = 'G#invoices#'
export const dueShards = Array.from({ length: 16 }, (_, i) => `${dueOwner}${i}`)
const shardOf = (id: string) => id.charCodeAt(id.length - 1) % dueShards.length

const buyerField = (invoiceId: string) => `invoice:${invoiceId}`

/** The item of an invoice; the context must reach `dueOwner`. */
export function invoiceItem(ctx: Context, { buyer, ...invoice }: KeptInvoice): Item {
  const { communityId, invoiceId, requestedAt, dueAt } = invoice
  const at = `${requestedAt}#${invoiceId}`
  return {
    ...invoiceKey(communityId, invoiceId),
    ...invoice,
    buyerSealed: ctx.deps.secrets.seal(JSON.stringify(buyer), buyerField(invoiceId)),
    gs1pk: invoicesKey(communityId),
    gs1sk: at,
    gs2pk: invoicesKey(communityId, groupOf(invoice)),
    gs2sk: at,
    ...(dueAt && { gs3pk: `${dueOwner}${shardOf(invoiceId)}`, gs3sk: `${dueAt}#${communityId}` }),
  }
}

/** An item of the table as an invoice. */
export const openInvoice = (ctx: Context, item: unknown): KeptInvoice => opened(ctx, SealedInvoice.parse(item))

function opened(ctx: Context, { buyerSealed, ...invoice }: SealedInvoice): KeptInvoice {
  const text = ctx.deps.secrets.open(buyerSealed, buyerField(invoice.invoiceId))
  return { ...invoice, buyer: Buyer.parse(JSON.parse(text)) }
}

/** One invoice, consistently. Throws record.not_found. */
export async function loadInvoice(ctx: Context, of: { communityId: string; invoiceId: string }): Promise<KeptInvoice> {
  const [invoice] = await loadInvoices(ctx, of.communityId, [of.invoiceId])
  if (!invoice) throw new AppError('record.not_found')
  return invoice
}

/** Those that there are, consistently, in the order asked. */
export async function loadInvoices(ctx: Context, communityId: string, ids: string[]): Promise<KeptInvoice[]> {
  const found = await ctx.db.getMany(
    ids.map(id => invoiceKey(communityId, id)),
    SealedInvoice,
  )
  return found.flatMap(invoice => (invoice ? [opened(ctx, invoice)] : []))
}

type Asked = { group?: string; between?: [string, string]; limit: number; cursor?: string | undefined }

/** Newest first, eventually consistent; `between` two moments of request. */
export async function listOfInvoices(ctx: Context, communityId: string, { group, ...page }: Asked) {
  const place = { index: group ? ('gs2' as const) : ('gs1' as const), pk: invoicesKey(communityId, group) }
  const found = await ctx.db.query({ ...place, schema: SealedInvoice, newestFirst: true, ...page })
  return { ...found, items: found.items.map(invoice => opened(ctx, invoice)) }
}

/** The invoice after an event, as its write on the condition that nobody else wrote. Throws invoices.wrong_state. */
export function moved(
  ctx: Context,
  known: KeptInvoice,
  event: InvoiceEvent | undefined,
  change: Partial<KeptInvoice>,
): { invoice: KeptInvoice; write: Write } {
  const state = event ? nextInvoiceState(known.state, event) : known.state
  if (!state) throw new AppError('invoices.wrong_state')
  const invoice = { ...known, ...change, state, version: known.version + 1 }
  return { invoice, write: { put: invoiceItem(ctx, invoice), if: { version: known.version } } }
}
