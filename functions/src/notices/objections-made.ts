import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { queryAll } from '../query-all'
import { accountObjections, objectionKey, StoredObjection } from './objections'
import { noticeKey, StoredNotice } from './store'

const Place = z.object({ sk: Id, communityId: CommunityId, objectionId: Id })
const mostShown = 200

/** What of it whoever objected takes along. */
export type ObjectionLine = Pick<StoredObjection, 'at' | 'text' | 'answer'> & { title: string }

/** What the calling account objected to, wherever: the newest 200. For who takes their data along. */
export async function objectionsMade(ctx: Context): Promise<ObjectionLine[]> {
  const pk = accountObjections(accountActor(ctx).accountId)
  const found = await queryAll(ctx.db, { pk, schema: Place, newestFirst: true }, mostShown)
  const { db } = reaching(ctx, ...new Set(found.map(({ communityId }) => `C#${communityId}#`)))
  const of = found.map(({ communityId, sk }) => ({ communityId, noticeId: sk }))
  const [made, notices] = await Promise.all([
    db.getMany(
      found.map(({ communityId, sk, objectionId }) => objectionKey({ communityId, noticeId: sk }, objectionId)),
      StoredObjection,
    ),
    db.getMany(of.map(noticeKey), StoredNotice),
  ])
  return made.flatMap((objection, i) => (objection ? [{ ...objection, title: notices[i]?.title ?? '' }] : []))
}
