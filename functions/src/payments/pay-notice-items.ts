import { addDays, instantAt } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { randomToken } from '../secrets'
import { addressOf, noticeIdOf, noticeKey, type StoredPayNotice } from './pay-notice-store'

const livesDays = 90

/**
 * The address of a page that shows these bills, masked, and takes their money, for whoever has the paper that it is printed
 * on; with the write that makes it good.
 */
export function payNoticeItems(
  ctx: Context,
  { communityId, roomId, billIds }: Pick<StoredPayNotice, 'communityId' | 'roomId' | 'billIds'>,
): { address: string; until: string; writes: Write[] } {
  const code = communityId + randomToken().slice(0, 32)
  const noticeId = noticeIdOf(code)
  const until = addDays(ctx.today(), livesDays)
  const expiresAt = instantAt(until, '23:59')
  const notice: StoredPayNotice = { noticeId, communityId, roomId, billIds, createdAt: ctx.now(), expiresAt }
  const ttl = Math.floor(Date.parse(expiresAt) / 1000)
  return {
    address: addressOf(ctx.deps, code),
    until,
    writes: [{ put: { ...noticeKey(communityId, noticeId), ...notice, ttl }, ifAbsent: true }],
  }
}
