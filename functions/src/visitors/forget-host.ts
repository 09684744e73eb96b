import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { queryAll } from '../query-all'
import { forgetPass } from './run-clock'
import { accountPasses, passKey, StoredPass } from './store'

export const ForgetHostBody = z.object({ accountId: Id })
const Place = z.object({ sk: Id, communityId: CommunityId })
/** More than the invitations of two years at 50 a day (invite.ts): a pass lives and is kept for two years at most. */
const most = 40_000

/** An account is deleted (个人信息保护法 47): its passes go with it; who came in stays in the log for its time. Safe to run twice. */
export async function forgetHost(deps: Deps, { accountId }: z.output<typeof ForgetHostBody>): Promise<void> {
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  for (const { sk, communityId } of await queryAll(db, { pk: accountPasses(accountId), schema: Place }, most)) {
    const ctx = communityContext(deps, communityId)
    await deciding(async () => {
      const pass = await ctx.db.get(passKey({ communityId, passId: sk }), StoredPass)
      if (pass) await forgetPass(ctx, { ...pass, accountId })
    })
  }
}
