import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { ConditionFailed, type Key } from '../db'
import { deciding } from '../db-retry'
import { queryAll } from '../query-all'
import { derivedId } from '../secrets'

/** A card as kept: found by its id, which is the hash of its code; the code itself is nowhere. */
export const StoredPayLink = z.object({
  linkId: Id,
  communityId: CommunityId,
  /** The household whose bills these are: a room, or a person who holds something. */
  roomId: Id,
  accountId: Id,
  sharedBy: z.string(),
  billIds: z.array(Id),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().optional(),
  bodyHash: z.string().optional(),
})
export type StoredPayLink = z.infer<typeof StoredPayLink>

export const linkIdOf = (code: string): string => derivedId('pay-link', code)
export const payLinkKey = (communityId: string, linkId: string): Key => ({
  pk: `C#${communityId}#pay-link#${linkId}`,
  sk: 'link',
})
const linksOfRoomKey = (communityId: string, roomId: string) => `C#${communityId}#pay-links-of#${roomId}`
const keptDays = 30

/** The item of a new card; a month after its end the store deletes it. */
export const payLinkItem = (link: StoredPayLink) => ({
  ...payLinkKey(link.communityId, link.linkId),
  ...link,
  gs1pk: linksOfRoomKey(link.communityId, link.roomId),
  gs1sk: link.createdAt,
  ttl: Math.floor(Date.parse(link.expiresAt) / 1000) + keptDays * 86_400,
})

export const getPayLink = (ctx: Context, communityId: string, linkId: string): Promise<StoredPayLink | undefined> =>
  ctx.db.get(payLinkKey(communityId, linkId), StoredPayLink)

/** The account's newest of a household; `most` are looked at, whoever made them. */
export async function linksOfAccount(
  ctx: Context,
  at: { communityId: string; roomId: string; accountId: string },
  most: number,
): Promise<StoredPayLink[]> {
  const pk = linksOfRoomKey(at.communityId, at.roomId)
  const found = await queryAll(ctx.db, { index: 'gs1', pk, schema: StoredPayLink, newestFirst: true }, most)
  return found.filter(({ accountId }) => accountId === at.accountId)
}

export const isLiveLink = (link: StoredPayLink, now: string): boolean =>
  link.revokedAt === undefined && link.expiresAt > now

const Tries = z.object({ hour: z.string(), count: z.number().int() })
const mostWrongAnHour = 10
const words = { wrongCodes: '打不开的卡片试得太多了，请一小时后再试' }

/** The card that a code opens, with a context of its community. Throws payments.link_over, request.too_many. */
export async function linkOfCode(ctx: Context, accountId: string, code: string): Promise<StoredPayLink> {
  const key: Key = { pk: `A#${accountId}#`, sk: 'pay-link-tries' }
  const hour = ctx.now().slice(0, 13)
  const tried = await ctx.db.get(key, Tries)
  if (tried?.hour === hour && tried.count >= mostWrongAnHour)
    throw new AppError('request.too_many', { message: words.wrongCodes })
  const communityId = CommunityId.safeParse(code.slice(0, 6))
  const link =
    communityId.success && (await getPayLink(reaching(ctx, `C#${communityId.data}#`), communityId.data, linkIdOf(code)))
  if (link) return link
  await deciding(() => bookWrong(ctx, key, hour)).catch((error: unknown) => {
    if (!(error instanceof ConditionFailed)) throw error
    throw new AppError('request.too_many')
  })
  throw new AppError('payments.link_over')
}

async function bookWrong(ctx: Context, key: Key, hour: string): Promise<void> {
  const tried = await ctx.db.get(key, Tries)
  const count = tried?.hour === hour ? tried.count + 1 : 1
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + 86_400
  const put = { ...key, hour, count, ttl }
  await ctx.db.transact([{ put, if: { hour: tried?.hour, count: tried?.count } }], { ...key, sk: `${key.sk}#${hour}` })
}
