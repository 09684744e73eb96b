import { NoticeTimer } from '@linli/shared/notices/schema'
import { AppError } from '@linli/shared/errors'
import { CommunityId } from '@linli/shared/ids'
import { Key } from '../db'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { moveNotice, refused } from './move-notice'
import { tellItems } from './tell'
import { dueShards, loadNotice, type OfNotice } from './store'

const atOnce = 100

/** What the clock does to notices: it publishes what is scheduled, and ends what is over; each once. */
export async function fireNoticeTimers(deps: Deps): Promise<void> {
  for (const shard of dueShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const between: [string, string] = ['0', `${ctx.now()}#~`]
    for (const { pk, sk } of await queryAll(ctx.db, { index: 'gs3', pk: shard, between, schema: Key }, atOnce)) {
      try {
        await fireOne(deps, { communityId: CommunityId.parse(pk.slice(2, 8)), noticeId: sk })
      } catch (error) {
        deps.log.warn('notices.timer_failed', { noticeId: sk, error: errorName(error) })
      }
    }
  }
}

async function fireOne(deps: Deps, of: OfNotice): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  const { timers } = await loadNotice(ctx, of)
  for (const timer of NoticeTimer.options) {
    const due = timers[timer]
    if (due !== undefined && due <= ctx.now()) await fire(ctx, of, timer)
  }
}

/** Of two sweepers the slower one finds the clock gone. */
async function fire(ctx: Context, of: OfNotice, timer: NoticeTimer): Promise<void> {
  try {
    await moveNotice(ctx, of, timer, {
      make: async before => {
        const { timers, startsAt } = before
        if (timers[timer] === undefined) throw refused('')
        if (timer === 'expire') return {}
        const set = { publishedAt: startsAt ?? ctx.now() }
        return { set, remove: 'startsAt', further: await tellItems(ctx, before, 'published') }
      },
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'notices.refused') throw error
  }
}
