import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { invoicesApi } from '@linli/shared/invoices/api'
import type { myInvoicesApi } from '@linli/shared/invoices/my-api'
import { type InvoiceTitle, mostTitles } from '@linli/shared/invoices/schema'
import type { AuditAction } from '@linli/shared/audit/actions'
import { AnyItem } from '../db'
import { auditItem } from '../audit'
import { holderKey } from '../billing/holders'
import { ownHome } from '../billing/own-bill'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { personHere } from '../people/person-here'
import { loadTitles, titlesItem } from './title-store'

type Answer = { titles: InvoiceTitle[] }
type Of = { communityId: string; personId: string }
type Saved = Pick<InputOf<typeof invoicesApi.saveTitle>, 'titleId' | 'buyer' | 'isDefault'>

/** The office keeps a title of a payer: a new one, or another wording of one. Throws invoices.titles_full. */
export async function saveTitle(ctx: Context, input: InputOf<typeof invoicesApi.saveTitle>): Promise<Answer> {
  const isHolder = await ctx.db.get(holderKey(input.communityId, input.personId), AnyItem)
  if (isHolder === undefined) await personHere(ctx, input.communityId, input.personId)
  return save(ctx, input, input)
}

/** A resident keeps a title of the person that they are in this home. */
export const saveMyTitle = (ctx: Context, input: InputOf<typeof myInvoicesApi.saveMyTitle>): Promise<Answer> =>
  save(ctx, { communityId: input.communityId, personId: ownHome(ctx, input).personId }, input)

/** Removing what is not there is done already. */
export const removeTitle = (ctx: Context, input: InputOf<typeof invoicesApi.removeTitle>): Promise<Answer> =>
  remove(ctx, input, input.titleId)

export const removeMyTitle = (ctx: Context, input: InputOf<typeof myInvoicesApi.removeMyTitle>): Promise<Answer> =>
  remove(ctx, { communityId: input.communityId, personId: ownHome(ctx, input).personId }, input.titleId)

export async function listTitles(ctx: Context, { communityId, personId }: Of): Promise<Answer> {
  const { titles } = await loadTitles(ctx, communityId, personId)
  return { titles }
}

const save = (ctx: Context, of: Of, { titleId = ctx.newId(), buyer, isDefault }: Saved): Promise<Answer> =>
  changed(ctx, of, 'invoices.save_title', titles => {
    const isNew = !titles.some(title => title.titleId === titleId)
    if (isNew && titles.length >= mostTitles) throw new AppError('invoices.titles_full')
    // The first one is the default, and there is always one.
    const title = { titleId, buyer, isDefault: (isDefault ?? false) || titles.length === 0 }
    const all = isNew ? [...titles, title] : titles.map(each => (each.titleId === titleId ? title : each))
    return title.isDefault ? all.map(each => ({ ...each, isDefault: each.titleId === titleId })) : all
  })

async function remove(ctx: Context, of: Of, titleId: string): Promise<Answer> {
  const { titles: known } = await loadTitles(ctx, of.communityId, of.personId)
  if (!known.some(title => title.titleId === titleId)) return { titles: known }
  return changed(ctx, of, 'invoices.remove_title', titles => titles.filter(title => title.titleId !== titleId))
}

function changed(
  ctx: Context,
  { communityId, personId }: Of,
  action: AuditAction,
  change: (titles: InvoiceTitle[]) => InvoiceTitle[],
): Promise<Answer> {
  return deciding(async () => {
    const known = await loadTitles(ctx, communityId, personId)
    const titles = withDefault(change(known.titles))
    const put = titlesItem(ctx, communityId, { personId, titles, version: known.version + 1 })
    const audit = auditItem(ctx, {
      communityId,
      action,
      objectType: 'person',
      objectId: personId,
      summary: `发票抬头，共 ${titles.length} 个`,
    })
    const isFirst = known.version === 0
    await ctx.db.transact(
      [isFirst ? { put, ifAbsent: true } : { put, if: { version: known.version } }, audit],
      audit.put,
    )
    return { titles }
  })
}

const withDefault = (titles: InvoiceTitle[]): InvoiceTitle[] =>
  titles.some(title => title.isDefault) ? titles : titles.map((title, i) => ({ ...title, isDefault: i === 0 }))
