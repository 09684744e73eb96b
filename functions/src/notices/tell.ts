import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { loadCommunity } from '../communities/community'
import { isLive } from '../communities/rooms'
import { communityContext, type Context, type Deps } from '../context'
import type { Write } from '../db-write'
import { pushItems } from '../messages/push-items'
import { type Audience, pushToMany } from '../messages/push-to-many'
import { Receipt, receiptKey } from './receipts'
import { homesInAll, homesInScope } from './scope-pages'
import { loadNotice, type StoredNotice } from './store'

export const TellBody = z.object({
  communityId: CommunityId,
  noticeId: Id,
  pushId: Id,
  what: z.enum(['published', 'remind']),
})
type TellBody = z.output<typeof TellBody>

const kindOf = ({ category }: StoredNotice) => (category === 'emergency' ? 'notice_urgent' : 'notice_published')

/** For the transaction (`withPushes`) that publishes one, or reminds of it: everybody whom it is for is told, each once. */
export async function tellItems(ctx: Context, notice: StoredNotice, what: TellBody['what']): Promise<Write[]> {
  const { communityId, noticeId, title } = notice
  const { companyId } = await loadCommunity(ctx, communityId)
  const key = `notice#${noticeId}#${what === 'published' ? what : ctx.now()}`
  const job = { type: 'notices.tell', noticeId, what }
  return pushItems(ctx, { communityId, companyId, key, kind: kindOf(notice), title, objectId: noticeId, job })
}

/** Walks the homes whom it is for; what is no longer published is told nobody, a reminder only who has not read it. */
export async function tellHomes(deps: Deps, { what, pushId, ...of }: TellBody): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  const notice = await loadNotice(ctx, of)
  const audience: Audience = async after => {
    const { state, scope } = await loadNotice(ctx, of)
    if (state !== 'published') return undefined
    const { rooms, next } = await homesInScope(ctx, of.communityId, scope, after)
    const people = rooms.flatMap(room => room.occupancies.filter(each => isLive(each, ctx.today())))
    const ids = [...new Set(people.map(({ personId }) => personId))]
    const personIds = what === 'remind' ? await withoutReceipt(ctx, notice, ids) : ids
    return { personIds, homes: rooms.length, ...(next && { next }), readers: () => readersOf(ctx, notice, personIds) }
  }
  const facts = {
    kind: kindOf(notice),
    ...of,
    title: notice.title,
    publisher: notice.publisher.name,
    phone: notice.publisher.phone,
    ...(what === 'remind' && { again: true }),
  } as const
  await pushToMany(
    deps,
    { communityId: of.communityId, pushId },
    {
      facts,
      audience,
      homesInAll: () => homesInAll(ctx, of.communityId, notice.scope),
    },
  )
}

const receiptsOf = (ctx: Context, notice: StoredNotice, ids: string[]): Promise<(Receipt | undefined)[]> =>
  ctx.db.getMany(
    ids.map(personId => receiptKey(notice, personId)),
    Receipt,
  )

/** Who of them has read it, and when. */
async function readersOf(ctx: Context, notice: StoredNotice, ids: string[]): Promise<Map<string, string>> {
  const found = await receiptsOf(ctx, notice, ids)
  return new Map(found.flatMap(each => (each ? [[each.personId, each.readAt]] : [])))
}

async function withoutReceipt(ctx: Context, notice: StoredNotice, ids: string[]): Promise<string[]> {
  const found = await receiptsOf(ctx, notice, ids)
  return ids.filter((_, i) => (notice.category === 'emergency' ? !found[i]?.confirmedAt : found[i] === undefined))
}
