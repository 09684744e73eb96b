import { ConditionFailed } from '../db'
import type { Context } from '../context'
import { moveImport } from './move-import'
import { carrySettings } from './settings-store'
import { type ImportPlace, loadImport } from './store'

/**
 * Asks for the reading of an uploaded file, or for a new one of a file that was taken back. A repeat while it is read,
 * or after, answers what there is.
 */
export async function previewImport(ctx: Context, input: ImportPlace) {
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state === 'uploading' || known.state === 'undone') {
    if (known.state === 'undone') await carrySettings(ctx, known)
    try {
      await moveImport(ctx, known, { state: 'reading', reading: known.reading + 1 }, '开始读文件', {
        type: 'imports.read',
        ...input,
      })
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  return loadImport(ctx, input.communityId, input.importId)
}
