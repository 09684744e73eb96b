import type { Export } from '@linli/shared/exports/schema'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { idempotencyItems } from '../idempotency'
import { staffActor } from '../identity/staff'
import { exportItem, fileOf, type StoredExport } from './store'

type Input = { communityId: string; fileName: string; size: number }

/** Opens the return of a community, which joins the company of the caller's own, and answers where to put the archive. */
export async function startRestore(ctx: Context, input: Input): Promise<{ export: Export; uploadUrl: string }> {
  const { communityId, fileName, size } = input
  const actor = staffActor(ctx)
  const stored: StoredExport = {
    exportId: ctx.newId(),
    communityId,
    kind: 'restore',
    state: 'uploading',
    title: '恢复小区',
    fileName,
    rows: 0,
    bytes: size,
    createdAt: ctx.now(),
    expiresAt: addMinutes(ctx.now(), 24 * 60),
    personId: actor.personId,
    createdBy: actor.name,
    version: 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'exports.start_restore',
    objectType: 'export',
    objectId: stored.exportId,
    summary: `上传要恢复的资料，${size} 字节`,
  })
  const uploadUrl = await ctx.files.uploadUrl(fileOf(stored), 'application/octet-stream', size)
  const answer = { export: stored, uploadUrl }
  const { db } = reaching(ctx, 'G#exports#')
  await db.transact([{ put: exportItem(stored), ifAbsent: true }, audit, ...idempotencyItems(ctx, answer)], audit.put)
  return answer
}
