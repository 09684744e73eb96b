import { InvoiceTitle } from '@linli/shared/invoices/schema'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'

/** A payer's titles lie together, sealed: addresses, phones and bank accounts of people are among them. */
export const KeptTitles = z.object({ personId: Id, sealed: z.string(), version: z.number().int() })
export type Titles = { personId: string; titles: InvoiceTitle[]; version: number }

export const titlesPk = (communityId: string) => `C#${communityId}#invoice-titles`
export const titlesKey = (communityId: string, personId: string): Key => ({ pk: titlesPk(communityId), sk: personId })
const field = (personId: string) => `invoice-titles:${personId}`

export const titlesItem = (ctx: Context, communityId: string, { personId, titles, version }: Titles): Item => ({
  ...titlesKey(communityId, personId),
  personId,
  sealed: ctx.deps.secrets.seal(JSON.stringify(titles), field(personId)),
  version,
})

/** A person's titles as they lie in the table; none is an empty list of version 0. */
export function openTitles(ctx: Context, personId: string, item: unknown): Titles {
  const kept = KeptTitles.safeParse(item)
  if (!kept.success) return { personId, titles: [], version: 0 }
  const text = ctx.deps.secrets.open(kept.data.sealed, field(personId))
  return { personId, titles: z.array(InvoiceTitle).parse(JSON.parse(text)), version: kept.data.version }
}

export const loadTitles = async (ctx: Context, communityId: string, personId: string): Promise<Titles> =>
  openTitles(ctx, personId, await ctx.db.get(titlesKey(communityId, personId), KeptTitles))
