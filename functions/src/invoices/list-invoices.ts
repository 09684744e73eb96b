import type { invoicesApi } from '@linli/shared/invoices/api'
import { CommunityId, Id } from '@linli/shared/ids'
import { AppError } from '@linli/shared/errors'
import { instantAt, monthEnd, monthStart } from '@linli/shared/time'
import * as z from 'zod'
import { AnyItem } from '../db'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { askedInvoicesPk, invoiceKey, type KeptInvoice, listOfInvoices, loadInvoice, openInvoice } from './store'

/** The office's list; a month is Beijing's, of the request. */
export const listInvoices = (ctx: Context, input: z.output<typeof invoicesApi.listInvoices.input>) => {
  const { communityId, group, month, limit, cursor } = input
  return listOfInvoices(ctx, communityId, {
    limit,
    cursor,
    ...(group && { group }),
    ...(month && {
      between: [instantAt(monthStart(month), '00:00'), `${instantAt(monthEnd(month), '23:59:59.999')}~`],
    }),
  })
}

const Pointer = z.object({ communityId: CommunityId, invoiceId: Id })

/** What this account asked for, also for a home that it has left; newest first, consistently. */
export async function myInvoices(ctx: Context, page: { limit: number; cursor?: string | undefined }) {
  const pk = askedInvoicesPk(accountActor(ctx).accountId)
  const asked = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, ...page })
  const wide = reaching(ctx, ...new Set(asked.items.map(({ communityId }) => `C#${communityId}#`)))
  const keys = asked.items.map(({ communityId, invoiceId }) => invoiceKey(communityId, invoiceId))
  const found = await wide.db.getMany(keys, AnyItem)
  return { ...asked, items: found.flatMap(item => (item === undefined ? [] : [openInvoice(wide, item)])) }
}

/** One of them. Throws record.not_found for anybody else's. */
export async function myInvoice(ctx: Context, of: { communityId: string; invoiceId: string }): Promise<KeptInvoice> {
  const { accountId } = accountActor(ctx)
  const invoice = await loadInvoice(reaching(ctx, `C#${of.communityId}#`), of)
  if (invoice.accountId !== accountId) throw new AppError('record.not_found')
  return invoice
}
