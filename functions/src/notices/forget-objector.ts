import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { Key } from '../db'
import { auditItem } from '../audit'
import { type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { deletedAccountName } from '../identity/deleted-account'
import { queryAll } from '../query-all'
import { accountObjections, objectionItem, objectionKey, StoredObjection } from './objections'
import { marksPk } from './store'

export const ForgetObjectorBody = z.object({ accountId: Id })
const Place = z.object({ sk: Id, communityId: CommunityId, objectionId: Id })
const most = 10_000

/**
 * Takes a deleted account out of what it objected (个人信息保护法 47): id, name and room go; what it read goes with it.
 * That somebody of the register read a notice stays the office's evidence. Safe to run twice.
 */
export async function forgetObjector(deps: Deps, { accountId }: z.output<typeof ForgetObjectorBody>): Promise<void> {
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  const marks = await queryAll(db, { pk: marksPk(accountId), schema: Key }, most)
  await db.writeMany(marks.map(key => ({ delete: key })))
  for (const made of await queryAll(db, { pk: accountObjections(accountId), schema: Place }, most))
    await forgetOne(deps, accountId, { ...made, noticeId: made.sk })
}

function forgetOne(
  deps: Deps,
  accountId: string,
  { communityId, noticeId, objectionId }: { communityId: string; noticeId: string; objectionId: string },
): Promise<void> {
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `A#${accountId}#`])
  return deciding(async () => {
    const objection = await ctx.db.get(objectionKey({ communityId, noticeId }, objectionId), StoredObjection)
    const { accountId: _account, roomId: _room, roomCode: _code, ...rest } = objection ?? {}
    const audit = auditItem(ctx, {
      communityId,
      action: 'notices.forget',
      objectType: 'notice',
      objectId: noticeId,
      summary: '账号已注销，替换异议人',
    })
    const left =
      objection && StoredObjection.parse({ ...rest, name: deletedAccountName, version: objection.version + 1 })
    await ctx.db.transact(
      [
        ...(left ? [{ put: objectionItem(left), if: { version: objection.version } }] : []),
        { delete: { pk: accountObjections(accountId), sk: noticeId } },
        audit,
      ],
      audit.put,
    )
  })
}
