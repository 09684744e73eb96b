import { CommunityId, Id } from '@linli/shared/ids'
import { Verdict } from '@linli/shared/forum/schema'
import * as z from 'zod'
import { communityContext, type Deps, makeContext } from '../context'
import { AnyItem, type Key } from '../db'
import { judge } from './judge'

const Expected = z.object({
  communityId: CommunityId,
  postId: Id,
  round: z.number().int(),
  fileId: Id,
})
const Told = z.object({ verdict: Verdict })

const traceOwner = 'G#media-check#'
const traceKey = (traceId: string, of: 'asked' | 'told'): Key => ({ pk: `${traceOwner}${traceId}`, sk: of })
const keptDays = 30

/**
 * What WeChat was asked and what it told meet here, whichever comes first: the push is often faster than the answer to the
 * question. Both are kept by the trace's id, and whoever is second finds the other.
 */
async function keep(deps: Deps, traceId: string, of: 'asked' | 'told', about: object): Promise<void> {
  const ctx = makeContext(deps, { kind: 'system' }, [traceOwner])
  const ttl = Math.floor(deps.nowMs() / 1000) + keptDays * 86_400
  await ctx.db.writeMany([{ put: { ...traceKey(traceId, of), ...about, ttl } }])
  const keys = [traceKey(traceId, 'asked'), traceKey(traceId, 'told')]
  const [asked, told] = await ctx.db.getMany(keys, AnyItem)
  if (asked === undefined || told === undefined) return
  const { communityId, postId, round, fileId } = Expected.parse(asked)
  const { verdict } = Told.parse(told)
  await judge(communityContext(deps, communityId), { communityId, postId }, round, { picture: { fileId, verdict } })
}

export const expectVerdict = (deps: Deps, traceId: string, about: z.input<typeof Expected>): Promise<void> =>
  keep(deps, traceId, 'asked', about)

/** A verdict for a question that nobody here asked is kept for a month and changes nothing. */
export const receiveVerdict = (deps: Deps, traceId: string, verdict: Verdict): Promise<void> =>
  keep(deps, traceId, 'told', { verdict })
