import type { InputOf } from '@linli/shared/contract'
import type { openingApi } from '@linli/shared/opening/api'
import { beginsOfCode } from '../communities/begins-of-code'
import type { Context } from '../context'
import { draftsByState, StoredDraft } from './store'

/** Drafts of one kind and state by room code. Eventually consistent. */
export async function listDrafts(ctx: Context, input: InputOf<typeof openingApi.listDrafts>) {
  const { communityId, kind, state = 'draft', prefix, limit = 50, cursor } = input
  const { begins, has } = beginsOfCode(prefix)
  const found = await ctx.db.query({
    index: 'gs1',
    pk: draftsByState(communityId, kind, state),
    ...(begins !== '' && { begins }),
    schema: StoredDraft,
    limit: Number(limit),
    cursor,
  })
  return { ...found, items: found.items.filter(({ object }) => has(object.code)) }
}
