import * as z from 'zod'
import type { Context } from '../context'
import { projection } from '../db'
import { anyCompany, peopleByName } from './store'

/** Whether a number leads to somebody who lives in the community: one pass over its people answers for any number of phones. */
export async function phonesHere(ctx: Context, communityId: string): Promise<(phone: string) => boolean> {
  const known = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      index: 'gs1',
      pk: peopleByName(communityId),
      schema: WithHash,
      only: onlyHash,
      limit: 1000,
      cursor,
    })
    for (const { phoneHash } of page.items) if (phoneHash !== undefined) known.add(phoneHash)
    cursor = page.cursor
  } while (cursor !== undefined)
  return phone => ctx.deps.secrets.hashes(phone, anyCompany).some(hash => known.has(hash))
}

const WithHash = z.object({ phoneHash: z.string().optional() })
const onlyHash = projection(WithHash.shape)
