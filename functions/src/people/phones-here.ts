import * as z from 'zod'
import { pageOfCommunities } from '../communities/community'
import { type Context, reaching } from '../context'
import { projection } from '../db'
import { anyCompany, peopleByName } from './store'

/** Some 0.06 read units each: beyond them a look at other communities would cost more than the rest of a preview. */
const mostElsewhere = 100_000
const mostCommunities = 2000
type At = { communityId: string; companyId: string }

/**
 * Whether a number leads to somebody of the company: one pass over the people of this community, and over those of the
 * company's others, the first 100,000 of them, answers for any number of phones.
 */
export async function phonesHere(ctx: Context, { communityId, companyId }: At): Promise<(phone: string) => boolean> {
  const known = new Set<string>()
  await addPhones(ctx, communityId, known, Number.POSITIVE_INFINITY)
  let left = mostElsewhere
  for (const other of await othersOf(ctx, { communityId, companyId })) {
    if (left <= 0) break
    left -= await addPhones(reaching(ctx, `C#${other}#`), other, known, left)
  }
  return phone => ctx.deps.secrets.hashes(phone, anyCompany).some(hash => known.has(hash))
}

/** Adds the numbers of a community's people, and answers how many places were read. */
async function addPhones(ctx: Context, communityId: string, known: Set<string>, most: number): Promise<number> {
  let read = 0
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      index: 'gs1',
      pk: peopleByName(communityId),
      schema: WithHash,
      only: onlyHash,
      limit: Math.min(1000, most - read),
      cursor,
    })
    for (const { phoneHash } of page.items) if (phoneHash !== undefined) known.add(phoneHash)
    read += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined && read < most)
  return read
}

const WithHash = z.object({ phoneHash: z.string().optional() })
const onlyHash = projection(WithHash.shape)

async function othersOf(ctx: Context, { communityId, companyId }: At): Promise<string[]> {
  const others: string[] = []
  let read = 0
  let cursor: string | undefined
  do {
    const page = await pageOfCommunities(ctx, cursor)
    for (const each of page.items)
      if (each.companyId === companyId && each.communityId !== communityId) others.push(each.communityId)
    read += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined && read < mostCommunities)
  return others
}
