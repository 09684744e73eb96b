import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type Context, communityContext, type Deps } from '../context'
import type { Key } from '../db'
import { derivedId } from '../secrets'

/** A code on paper as kept: found by its hash; the code itself is on the paper alone. */
export const StoredPayNotice = z.object({
  noticeId: Id,
  communityId: CommunityId,
  /** The household whose bills these are. */
  roomId: Id,
  billIds: z.array(Id),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type StoredPayNotice = z.infer<typeof StoredPayNotice>

/** A community and 32 random characters (192 bits). */
export const PayNoticeCode = z.string().regex(/^[0-9A-Z]{6}[\w-]{32}$/)

export const noticeIdOf = (code: string): string => derivedId('pay-notice', code)
export const noticeKey = (communityId: string, noticeId: string): Key => ({
  pk: `C#${communityId}#pay-notice#${noticeId}`,
  sk: 'notice',
})

export const addressOf = ({ env }: Pick<Deps, 'env'>, code: string): string => `${env.LINLI_PUBLIC_URL}/pay/${code}`

/** The paper of a code, with a context of its community; undefined when there is none, or not any more. */
export async function payNoticeOf(
  deps: Deps,
  code: string,
): Promise<{ ctx: Context; notice: StoredPayNotice } | undefined> {
  const communityId = CommunityId.safeParse(code.slice(0, 6))
  if (!PayNoticeCode.safeParse(code).success || !communityId.success) return undefined
  const ctx = communityContext(deps, communityId.data)
  const notice = await ctx.db.get(noticeKey(communityId.data, noticeIdOf(code)), StoredPayNotice)
  return notice && notice.expiresAt > ctx.now() ? { ctx, notice } : undefined
}
