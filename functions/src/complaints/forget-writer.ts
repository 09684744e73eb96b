import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { deletedAccountName } from '../identity/deleted-account'
import { queryAll } from '../query-all'
import { accountComplaints, complaintKey, complaintPointers, complaintWrites, dueOwner, StoredComplaint } from './store'

export const ForgetWriterBody = z.object({ accountId: Id })
const Place = z.object({ sk: Id, communityId: CommunityId })
const most = 10_000

/** Takes a deleted account out of what it wrote (个人信息保护法 47): id, name, room and number go. Safe to run twice. */
export async function forgetWriter(deps: Deps, { accountId }: z.output<typeof ForgetWriterBody>): Promise<void> {
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  for (const { sk, communityId } of await queryAll(db, { pk: accountComplaints(accountId), schema: Place }, most))
    await forgetIn(deps, accountId, { communityId, complaintId: sk })
}

function forgetIn(deps: Deps, accountId: string, of: { communityId: string; complaintId: string }): Promise<void> {
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${of.communityId}#`, `A#${accountId}#`, dueOwner])
  return deciding(async () => {
    const complaint = await ctx.db.get(complaintKey(of), StoredComplaint)
    const {
      accountId: _account,
      phoneSealed: _phone,
      phoneHash: _hash,
      roomId: _room,
      roomCode: _code,
      ...rest
    } = complaint ?? {}
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'complaints.forget_writer',
      objectType: 'complaint',
      objectId: of.complaintId,
      summary: '账号已注销，替换提交人',
    })
    const left =
      complaint && StoredComplaint.parse({ ...rest, name: deletedAccountName, version: complaint.version + 1 })
    await ctx.db.transact(
      [
        ...(left ? complaintWrites(left, complaint) : []),
        ...(complaint && left ? pointersLost(complaint, left) : []),
        { delete: { pk: accountComplaints(accountId), sk: of.complaintId } },
        audit,
      ],
      audit.put,
    )
  })
}

/** Neither their room nor their number leads to it any more. */
function pointersLost(before: StoredComplaint, left: StoredComplaint): Write[] {
  const kept = new Set(complaintPointers(left).map(({ pk }) => pk))
  return complaintPointers(before).flatMap(key => (kept.has(key.pk) ? [] : [{ delete: key }]))
}
