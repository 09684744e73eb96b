import type { ExportState } from '@linli/shared/exports/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import { exportItem, progressKey, type StoredExport } from './store'

type Move = Partial<StoredExport> & { state: Exclude<ExportState, 'uploading' | 'waiting'> }

/**
 * Moves an export to its next state, conditioned on the one that was read, with `more` in the same transaction.
 * Throws ConditionFailed when somebody else moved it first.
 */
export async function moveExport(
  ctx: Context,
  known: StoredExport,
  change: Move,
  summary: string,
  more: Write[] = [],
): Promise<StoredExport> {
  const { keySealed, ...kept } = known
  const isOver = change.state !== 'working'
  const next = { ...kept, ...(!isOver && keySealed && { keySealed }), ...change, version: known.version + 1 }
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action: known.kind === 'restore' && change.state === 'ready' ? 'exports.restored' : `exports.${change.state}`,
    objectType: 'export',
    objectId: known.exportId,
    summary,
    ...(change.state === 'working' && { technical: true }),
  })
  const { db } = reaching(ctx, 'G#exports#')
  await db.transact([{ put: exportItem(next), if: { version: known.version } }, audit, ...more], audit.put)
  return next
}

/** Tells how far it is, at most twice a second. */
export function reporter(ctx: Context, known: StoredExport): (rows: number) => Promise<void> {
  let last = performance.now()
  return async rows => {
    if (performance.now() - last < 500) return
    last = performance.now()
    await ctx.db.writeMany([{ put: { ...progressKey(known), rows, at: ctx.now() } }])
  }
}
