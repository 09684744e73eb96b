import { CommunityId, Id } from '@linli/shared/ids'
import { Objection } from '@linli/shared/notices/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { derivedId } from '../secrets'
import { type OfNotice, ofNoticePk } from './store'

/** 异议 as kept: with the account that made it, until that is deleted. */
export const StoredObjection = Objection.extend({
  communityId: CommunityId,
  accountId: Id.optional(),
  roomId: Id.optional(),
  version: z.number().int(),
})
export type StoredObjection = z.infer<typeof StoredObjection>

/** One of each person to each notice. */
export const objectionIdOf = ({ noticeId }: OfNotice, personId: string) => derivedId('objection', noticeId, personId)
export const objectionBegin = 'objection#'
export const objectionKey = (of: OfNotice, objectionId: string): Key => ({
  pk: ofNoticePk(of),
  sk: `${objectionBegin}${objectionId}`,
})
export const objectionItem = (objection: StoredObjection): Item => ({
  ...objectionKey(objection, objection.objectionId),
  ...objection,
  ...(!objection.answer && {
    gs1pk: objectionsWaiting(objection.communityId),
    gs1sk: `${objection.at}#${objection.noticeId}#${objection.objectionId}`,
  }),
})
export const objectionsWaiting = (communityId: string) => `C#${communityId}#objections-waiting`
export const accountObjections = (accountId: string) => `A#${accountId}#objections`

/** What was objected to one, a page. */
export async function listObjections(
  ctx: Context,
  { communityId, noticeId, ...page }: OfNotice & { limit: number; cursor?: string | undefined },
): Promise<{ items: Objection[]; cursor?: string }> {
  const pk = ofNoticePk({ communityId, noticeId })
  const found = await ctx.db.query({ pk, begins: objectionBegin, schema: StoredObjection, ...page })
  return { ...found, items: found.items.map(each => Objection.parse(each)) }
}
