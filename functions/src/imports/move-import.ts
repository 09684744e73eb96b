import type { ImportState } from '@linli/shared/imports/api'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { OutboxMessage } from '../outbox'
import { outboxItem } from '../outbox'
import { importKey, type StoredImport } from './store'

/**
 * Moves an import to its next state, conditioned on the one that was read; `job` follows through the outbox.
 * Throws ConditionFailed when somebody else moved it first.
 */
export async function moveImport(
  ctx: Context,
  known: StoredImport,
  change: Partial<StoredImport> & { state: ImportState },
  summary: string,
  job?: OutboxMessage,
): Promise<StoredImport> {
  const next = { ...known, ...change, version: known.version + 1 }
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action: `imports.${change.state}`,
    objectType: 'import',
    objectId: known.importId,
    summary,
  })
  const update = { key: importKey(known.communityId, known.importId), set: { ...change, version: next.version } }
  await ctx.db.transact(
    [{ update, if: { version: known.version } }, audit, ...(job ? [outboxItem(ctx, 'jobs', job)] : [])],
    audit.put,
  )
  return next
}
