import { decideNotice, type NoticeActor, noticeTimers } from '@linli/shared/notices/rules'
import type { NoticeEvent } from '@linli/shared/notices/schema'
import { noticeCategoryNames, noticeEventNames } from '@linli/shared/notices/words'
import { AppError } from '@linli/shared/errors'
import type { Instant } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { looseOwner } from '../files/media-store'
import { withPushes } from '../messages/push-items'
import { liveWrites } from './live'
import { dueOwner, loadNotice, noticeWrite, type OfNotice, type StoredNotice } from './store'

type Change = { set?: Partial<StoredNotice>; remove?: 'startsAt'; further?: Write[] }
type Moving = {
  /** The version that the caller saw. */
  version?: number
  /** When it is to be published. */
  at?: Instant
  make?: (before: StoredNotice) => Change | Promise<Change>
}

/** Whoever gets here by an endpoint may publish. */
export const actorsOf = ({ actor }: Context): NoticeActor[] => [actor.kind === 'system' ? 'timer' : 'publisher']

/**
 * One transition: the rules decide it from the record as it is now; its state, its clocks, what residents see of it and
 * its audit record are one transaction on its version. Throws record.not_found, record.changed, notices.refused.
 */
export async function moveNotice(
  ctx: Context,
  of: OfNotice,
  event: NoticeEvent,
  { version, at, make = () => ({}) }: Moving = {},
): Promise<StoredNotice> {
  return deciding(async () => {
    const before = await loadNotice(ctx, of)
    if (version !== undefined && version !== before.version) throw new AppError('record.changed')
    const now = ctx.now()
    const decision = decideNotice(event, actorsOf(ctx), before, { now, at })
    if (!decision.ok) throw refused(decision.why)
    const { set = {}, remove, further = [] } = await make(before)
    const text = { ...before, ...set }
    const isOver = decision.to === 'expired' || decision.to === 'withdrawn'
    const timers = noticeTimers(before.timers, decision.move, text)
    const next: StoredNotice = {
      ...text,
      state: decision.to,
      timers,
      ...(isOver && before.endedAt === undefined && { endedAt: now }),
      version: before.version + 1,
    }
    if (remove) delete next[remove]
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'notices.act',
      objectType: 'notice',
      objectId: of.noticeId,
      summary: `${noticeCategoryNames[next.category]}：${noticeEventNames[event]}`,
    })
    const writes = [noticeWrite(next, before), ...(await liveWrites(ctx, next, before)), ...further, audit]
    await reaching(withPushes(ctx), dueOwner, looseOwner).db.transact(writes, audit.put)
    return next
  })
}

export const refused = (message: string) => new AppError('notices.refused', { message })
