import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { deletedAccountName } from '../identity/deleted-account'
import { queryAll } from '../query-all'
import {
  accountRepairs,
  dueOwner,
  Follower,
  followerKey,
  listedBy,
  repairKey,
  repairWrites,
  StoredRepair,
} from './store'

export const ForgetReporterBody = z.object({ accountId: Id })
const Place = z.object({ sk: Id, communityId: CommunityId, as: z.enum(['reporter', 'follower']) })
const most = 10_000

/**
 * Takes a deleted account out of the orders that it reported or follows (个人信息保护法 47): id, person, name and number go;
 * what was repaired stays. Safe to run twice.
 */
export async function forgetReporter(deps: Deps, { accountId }: z.output<typeof ForgetReporterBody>): Promise<void> {
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  for (const place of await queryAll(db, { pk: accountRepairs(accountId), schema: Place }, most))
    await forgetIn(deps, accountId, place)
}

function forgetIn(deps: Deps, accountId: string, place: z.infer<typeof Place>): Promise<void> {
  const of = { communityId: place.communityId, repairId: place.sk }
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${of.communityId}#`, `A#${accountId}#`, dueOwner])
  return deciding(async () => {
    const [repair, follower] = await Promise.all([
      ctx.db.get(repairKey(of), StoredRepair),
      ctx.db.get(followerKey(of, accountId), Follower),
    ])
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'repairs.forget_reporter',
      objectType: 'repair',
      objectId: of.repairId,
      summary: '报修账号已注销，替换报修人',
    })
    await ctx.db.transact(
      [
        ...(repair ? repairWrites(without(repair, accountId), repair) : []),
        ...(repair?.phoneHash && repair.reporter.accountId === accountId
          ? [{ delete: { pk: listedBy(of.communityId, 'phone', repair.phoneHash), sk: of.repairId } } satisfies Write]
          : []),
        ...(follower ? [{ delete: followerKey(of, accountId) } satisfies Write] : []),
        { delete: { pk: accountRepairs(accountId), sk: place.sk } },
        audit,
      ],
      audit.put,
    )
  })
}

function without(repair: StoredRepair, accountId: string): StoredRepair {
  const version = repair.version + 1
  if (repair.reporter.accountId !== accountId)
    return { ...repair, version, followers: Math.max(0, repair.followers - 1) }
  const { contactSealed: _number, phoneHash: _hash, ...rest } = repair
  return { ...rest, version, reporter: { name: deletedAccountName } }
}
