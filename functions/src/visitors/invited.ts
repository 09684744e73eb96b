import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { queryAll } from '../query-all'
import { accountPasses, passKey, StoredPass } from './store'

const Pointer = z.object({ sk: Id, communityId: CommunityId })
const mostShown = 200

/** Whom the calling account invited or let in, wherever: the newest 200. For who takes their data along. */
export async function guestsInvited(ctx: Context): Promise<StoredPass[]> {
  const pk = accountPasses(accountActor(ctx).accountId)
  const found = await queryAll(ctx.db, { pk, schema: Pointer, newestFirst: true }, mostShown)
  const wide = reaching(ctx, ...new Set(found.map(({ communityId }) => `C#${communityId}#`)))
  const keys = found.map(({ communityId, sk }) => passKey({ communityId, passId: sk }))
  return (await wide.db.getMany(keys, StoredPass)).filter(pass => pass !== undefined)
}
