import type { Export } from '@linli/shared/exports/schema'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import { keyOf, newHeader } from './sealed-archive'
import { exportItem, keyField, type StoredExport } from './store'

/** Opens the export of a whole community. The passphrase is kept nowhere: the key that it makes is, sealed, for the job. */
export async function startCommunity(
  ctx: Context,
  { communityId, passphrase }: { communityId: string; passphrase: string },
): Promise<Export> {
  const actor = staffActor(ctx)
  const { name } = await loadCommunity(ctx, communityId)
  const exportId = ctx.newId()
  const header = newHeader()
  const key = (await keyOf(passphrase, header)).toString('base64')
  const stored: StoredExport = {
    exportId,
    communityId,
    kind: 'community',
    state: 'waiting',
    title: '全部资料',
    fileName: `${name}-全部资料-${ctx.today()}.linli`.replace(/[\\/:*?"<>|\s]+/g, '_'),
    rows: 0,
    createdAt: ctx.now(),
    personId: actor.personId,
    createdBy: actor.name,
    header,
    keySealed: ctx.deps.secrets.seal(key, keyField(exportId)),
    version: 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'exports.start_community',
    objectType: 'export',
    objectId: exportId,
    summary: '导出小区的全部资料',
  })
  const job = outboxItem(ctx, 'jobs', { type: 'exports.community', communityId, personId: actor.personId, exportId })
  await ctx.db.transact(
    [{ put: exportItem(stored), ifAbsent: true }, audit, job, ...idempotencyItems(ctx, stored)],
    audit.put,
  )
  return stored
}
