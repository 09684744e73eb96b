import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { queryAll } from '../query-all'
import { askedInvoicesPk, dueOwner, loadInvoice, moved } from './store'

export const ForgetRequesterBody = z.object({ accountId: Id })

const most = 10_000
const Pointer = z.object({ pk: z.string(), sk: z.string(), communityId: CommunityId, invoiceId: Id })

/**
 * Takes a deleted account out of the invoices that it asked for. The invoices themselves, with whom they are made out to,
 * are the tax authority's and kept (会计法 23); titles belong to the payer, whom the company still knows. Safe to run twice.
 */
export async function forgetRequester(deps: Deps, { accountId }: z.output<typeof ForgetRequesterBody>): Promise<void> {
  const pk = askedInvoicesPk(accountId)
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  for (const { communityId, invoiceId, sk } of await queryAll(db, { pk, schema: Pointer }, most)) {
    const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `A#${accountId}#`, dueOwner])
    await deciding(async () => {
      const known = await loadInvoice(ctx, { communityId, invoiceId })
      const { write } = moved(ctx, known, undefined, { accountId: undefined })
      const audit = auditItem(ctx, {
        communityId,
        action: 'invoices.forget_requester',
        objectType: 'invoice',
        objectId: invoiceId,
        summary: '申请账号已注销，替换申请人',
      })
      await ctx.db.transact([write, { delete: { pk, sk } }, audit], audit.put)
    })
  }
}
