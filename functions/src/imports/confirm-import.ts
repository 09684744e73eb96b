import { AppError } from '@linli/shared/errors'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { loadDetail } from './detail-store'
import { moveImport } from './move-import'
import { rememberTables } from './remembered-layouts'
import { beginItems, laneItems } from './running'
import { loadSettings } from './settings-store'
import { type ImportPlace, loadImport, type StoredImport } from './store'

/**
 * Starts the writing of a previewed import, and remembers what was said of its sheets for the next file of the same layout.
 * A second tap, or one after it is done, changes nothing. Throws imports.not_ready, imports.nothing_to_import,
 * imports.other_running.
 */
export async function confirmImport(ctx: Context, input: ImportPlace) {
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state === 'previewed') {
    if (known.counts.ready === 0) throw new AppError('imports.nothing_to_import')
    try {
      await beginWriting(ctx, known, `确认导入 ${known.counts.ready} 条`)
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
    await remember(ctx, known)
  } else if (known.state !== 'importing' && known.state !== 'imported') throw new AppError('imports.not_ready')
  return loadImport(ctx, input.communityId, input.importId)
}

/** A new attempt: only its worker may write from now on. */
export async function beginWriting(
  ctx: Context,
  known: StoredImport,
  summary: string,
  problem?: string,
): Promise<void> {
  const { communityId, importId } = known
  const attempt = known.attempt + 1
  await moveImport(
    ctx,
    known,
    { state: 'importing', attempt, back: undefined, begun: undefined, problem },
    summary,
    { type: 'imports.write', communityId, importId },
    [...(await beginItems(ctx, known)), ...laneItems.open(known, attempt)],
  )
}

async function remember(ctx: Context, known: StoredImport): Promise<void> {
  const [detail, settings] = await Promise.all([loadDetail(ctx, known), loadSettings(ctx, known)])
  if (settings.tables.length === 0 || !detail) return
  const { companyId } = await loadCommunity(ctx, known.communityId)
  await rememberTables(ctx, companyId, detail.tables, settings.tables)
}
