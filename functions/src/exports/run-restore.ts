import { AppError } from '@linli/shared/errors'
import type { Export } from '@linli/shared/exports/schema'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { outboxItem } from '../outbox'
import { headerOf, keyOf } from './sealed-archive'
import { exportItem, fileOf, keyField, loadExport, type StoredExport } from './store'

type Input = { communityId: string; exportId: string; passphrase: string }

const patienceMinutes = 7 * 24 * 60

/**
 * Has an uploaded archive checked and written. Again after a failure: what was written is not written twice. The
 * passphrase is kept nowhere. Throws exports.unreadable, exports.not_ready.
 */
export async function runRestore(ctx: Context, { communityId, exportId, passphrase }: Input): Promise<Export> {
  const known = await loadExport(ctx, communityId, exportId)
  if (known.kind !== 'restore' || known.state === 'ready' || known.state === 'expired')
    throw new AppError('exports.not_ready')
  if ((await ctx.files.sizeOf(fileOf(known))) === undefined)
    throw new AppError('exports.unreadable', { message: '文件没有传上来，请重新选择文件' })
  const header = await headerOf(await ctx.files.stream(fileOf(known)))
  const key = (await keyOf(passphrase, header)).toString('base64')
  const { problem: _problem, finishedAt: _at, ...rest } = known
  const next: StoredExport = {
    ...rest,
    state: known.state === 'working' ? 'working' : 'waiting',
    header,
    keySealed: ctx.deps.secrets.seal(key, keyField(exportId)),
    expiresAt: addMinutes(ctx.now(), patienceMinutes),
    movedAt: ctx.now(),
    version: known.version + 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'exports.run_restore',
    objectType: 'export',
    objectId: exportId,
    summary: '核对并恢复小区',
  })
  const job = outboxItem(ctx, 'jobs', { type: 'exports.restore', communityId, personId: known.personId, exportId })
  const { db } = reaching(ctx, 'G#exports#')
  await db.transact([{ put: exportItem(next), if: { version: known.version } }, audit, job], audit.put)
  return next
}
