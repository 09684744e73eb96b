import type { repairsApi } from '@linli/shared/repairs/api'
import type { myRepairsApi } from '@linli/shared/repairs/my-api'

import { RepairEvent } from '@linli/shared/repairs/events'
import { columnOf } from '@linli/shared/repairs/rules'
import type { PublicRepair, RepairDetail } from '@linli/shared/repairs/views'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Context, type Deps, reaching } from '../context'
import type { Write } from '../db-write'
import { deciding } from '../db-retry'
import { accountActor } from '../identity/account'
import { grantsKey } from '../identity/homes'
import { sendMessage } from '../messages/send-message'
import { queryAll } from '../query-all'
import { publicView } from './lists'
import { prepareMove, refused } from './move-repair'
import { detailView } from './views'
import { factsOf } from './news'
import {
  accountRepairs,
  dueOwner,
  Follower,
  followerKey,
  followersOf,
  loadRepair,
  type OfRepair,
  type StoredRepair,
} from './store'

/** 「我也遇到了」: instead of a second report; told when it is done. Twice is once. Throws repairs.refused. */
export async function follow(
  ctx: Context,
  { communityId, repairId }: InputOf<typeof myRepairsApi.follow>,
): Promise<PublicRepair> {
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const before = await loadRepair(ctx, { communityId, repairId })
    if (before.reporter.accountId === accountId) throw refused(refusalWords.own)
    if (await ctx.db.get(followerKey(before, accountId), Follower)) return publicView(before, true)
    const { repair, writes, audit } = await prepareMove(ctx, before, 'follow', () => ({
      set: { followers: before.followers + 1 },
      internal: true,
      further: followItems(before, accountId),
    }))
    const alive: Write = { check: grantsKey(accountId), if: { version: { atLeast: 0 } } }
    await reaching(ctx, dueOwner).db.transact([...writes, alive, audit], audit.put)
    return publicView(repair, true)
  })
}

const followItems = (repair: StoredRepair, accountId: string): Write[] => [
  { put: { ...followerKey(repair, accountId), accountId }, ifAbsent: true },
  {
    put: {
      pk: accountRepairs(accountId),
      sk: repair.repairId,
      communityId: repair.communityId,
      as: 'follower',
    },
  },
]

/**
 * 合并: this order ends, and whoever reported it follows the other one, in one transaction of both. Only what is in the same
 * place, or in what all share, is one thing. Throws repairs.refused.
 */
export async function merge(
  ctx: Context,
  { communityId, repairId, intoId }: InputOf<typeof repairsApi.merge>,
): Promise<RepairDetail> {
  return deciding(async () => {
    const [before, into] = await Promise.all([
      loadRepair(ctx, { communityId, repairId }),
      loadRepair(ctx, { communityId, repairId: intoId }),
    ])
    const isOnePlace =
      before.place.kind === into.place.kind && (before.place.kind === 'public' || before.roomId === into.roomId)
    if (repairId === intoId || !isOnePlace) throw refused(refusalWords.otherPlace)
    if (['done', 'over'].includes(columnOf(into.state))) throw refused(refusalWords.ended)
    const ended = await prepareMove(ctx, before, 'merge', () => ({
      set: { mergedInto: intoId },
      text: into.number,
    }))
    const { accountId } = before.reporter
    const isNew =
      accountId !== undefined &&
      accountId !== into.reporter.accountId &&
      !(await ctx.db.get(followerKey(into, accountId), Follower))
    // The pointer of the account stays that of its report: the follower's own record is enough to be told.
    const joined = await prepareMove(ctx, into, 'note_inside', () => ({
      text: before.number,
      internal: true,
      set: { followers: into.followers + (isNew ? 1 : 0) },
      further: isNew && accountId ? [{ put: { ...followerKey(into, accountId), accountId }, ifAbsent: true }] : [],
    }))
    const { audit } = ended
    await reaching(ctx, dueOwner).db.transact([...ended.writes, ...joined.writes, audit], audit.put)
    return detailView(ctx, ended.repair, ended.steps)
  })
}

export const TellFollowersBody = z.object({ communityId: CommunityId, repairId: Id, event: RepairEvent })
const most = 2_000

/** Tells everybody who follows an order; the same event is the same message, however often this runs. */
export async function tellFollowers(
  deps: Deps,
  { communityId, repairId, event }: OfRepair & { event: RepairEvent },
): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const repair = await loadRepair(ctx, { communityId, repairId })
  const accountIds = (await queryAll(ctx.db, followersOf(repair), most)).map(({ accountId }) => accountId)
  const { roomId: _reporters, ...facts } = factsOf(repair, event)
  for (let at = 0; at < accountIds.length; at += 50)
    await sendMessage(deps, {
      communityId,
      key: `repair-follow#${repairId}#${event}#${repair.reopened}`,
      at: repair.doneAt ?? ctx.now(),
      accountIds: accountIds.slice(at, at + 50),
      personIds: [],
      facts,
    })
}
