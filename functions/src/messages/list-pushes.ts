import type { messageDeskApi } from '@linli/shared/messages/desk-api'
import type { Push } from '@linli/shared/messages/schema'
import type * as z from 'zod'
import type { Context } from '../context'
import { pushesAbout, pushesByTime, StoredPush } from './push-store'

/** 群发 of a community, or those about one object, newest first. */
export const listPushes = (
  ctx: Context,
  { communityId, objectId, limit, cursor }: z.output<typeof messageDeskApi.pushes.input>,
): Promise<{ items: Push[]; cursor?: string }> =>
  ctx.db.query({
    ...(objectId === undefined
      ? { index: 'gs1' as const, pk: pushesByTime(communityId) }
      : { index: 'gs2' as const, pk: pushesAbout(communityId, objectId) }),
    schema: StoredPush,
    limit,
    cursor,
    newestFirst: true,
  })
