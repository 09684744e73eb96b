import type { ImportState } from '@linli/shared/imports/detail'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import type { Write } from '../db-write'
import type { OutboxMessage } from '../outbox'
import { outboxItem } from '../outbox'
import { importItem, isWorkedAt, openImports, type StoredImport } from './store'

export type ImportChange = Partial<StoredImport> & { state: ImportState }

/**
 * Moves an import to its next state, conditioned on the one that was read, together with `further` writes; `job` follows
 * through the outbox. Throws ConditionFailed when somebody else moved it first.
 */
export async function moveImport(
  ctx: Context,
  known: StoredImport,
  change: ImportChange,
  summary: string,
  job?: OutboxMessage,
  further: Write[] = [],
): Promise<StoredImport> {
  const next = storedOnly({ ...known, ...change, version: known.version + 1 })
  const audit = auditItem(ctx, {
    communityId: known.communityId,
    action: `imports.${change.state}`,
    objectType: 'import',
    objectId: known.importId,
    summary,
  })
  const since = isWorkedAt(next) ? ctx.now() : undefined
  const put = { put: importItem(next, since), if: { version: known.version } }
  const { communityId } = known
  const isOver = change.state === 'imported' || change.state === 'undone'
  const jobs = [
    ...(job ? [job] : []),
    // Who lives where is another now: the homes are counted again.
    ...(isOver ? [{ type: 'identity.count_community', communityId }] : []),
  ]
  await reaching(ctx, openImports).db.transact(
    [put, audit, ...further, ...jobs.map(each => outboxItem(ctx, 'jobs', each))],
    audit.put,
  )
  return next
}

/** An import that was loaded carries its progress, which is kept apart. */
function storedOnly(loaded: StoredImport & { progress?: unknown }): StoredImport {
  const { progress: _progress, ...stored } = loaded
  return stored
}
