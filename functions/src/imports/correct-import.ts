import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { SheetRow } from '@linli/shared/imports/schema'
import { Correction } from '@linli/shared/imports/settings'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { derivedId } from '../secrets'
import { placeHeaders } from './problem-sheet'
import { readAgain } from './revise-import'
import { type ImportPlace, loadImport, objectKeys } from './store'

type Input = ImportPlace & { fileName: string; size: number; sha256: string }

/** Answers where to put the corrected rows of a previewed import. Throws imports.not_ready. */
export async function startCorrection(
  ctx: Context,
  input: Input,
): Promise<{ correctionId: string; uploadUrl: string }> {
  const { communityId, importId, size, sha256 } = input
  const known = await loadImport(ctx, communityId, importId)
  if (known.state !== 'previewed') throw new AppError('imports.not_ready')
  const correctionId = derivedId('correction', importId, sha256)
  const key = objectKeys(communityId, importId).correction(correctionId)
  const result = { correctionId, uploadUrl: await ctx.files.uploadUrl(key, 'application/octet-stream', size) }
  const audit = auditItem(ctx, {
    communityId,
    action: 'imports.correct',
    objectType: 'import',
    objectId: importId,
    summary: `选择改好的行，${size} 字节`,
  })
  await ctx.db.transact([audit, ...idempotencyItems(ctx, result)], audit.put)
  return result
}

/**
 * Reads the import again with the rows of an uploaded file in the place of its own: which rows they are, the file's first
 * columns say. Throws imports.not_ready, imports.file_unreadable, imports.no_correction.
 */
export async function correctImport(ctx: Context, input: ImportPlace & { correctionId: string }) {
  const { communityId, importId, correctionId } = input
  const known = await loadImport(ctx, communityId, importId)
  if (known.state !== 'previewed') throw new AppError('imports.not_ready')
  const bytes = await ctx.files
    .get(objectKeys(communityId, importId).correction(correctionId))
    .catch((cause: unknown) => {
      throw new AppError('imports.file_unreadable', { message: '文件没有传上来，请重新选择文件', cause })
    })
  if (derivedId('correction', importId, createHash('sha256').update(bytes).digest('hex')) !== correctionId)
    throw new AppError('imports.file_unreadable', { message: '文件在路上变了样，请重新选择文件' })
  const { readRawRows } = await import('./read-raw-rows')
  const corrections = correctionsOf(await readRawRows(bytes, known.fileName))
  if (corrections.length === 0) throw new AppError('imports.no_correction')
  await readAgain(ctx, known, { tables: [], corrections }, `用改好的 ${corrections.length} 行重新读`)
  return loadImport(ctx, communityId, importId)
}

/** The rows below each header whose first columns are those of a problem file; a blank or another row is none. */
function correctionsOf(rows: SheetRow[]): Correction[] {
  let width: number | undefined
  return rows.flatMap(({ cells }): Correction[] => {
    const [sheet = '', row = ''] = cells
    if (placeHeaders.every((header, i) => cells[i] === header)) {
      width = cells.length - placeHeaders.length
      return []
    }
    if (width === undefined || !/^[1-9]\d{0,6}$/.test(row)) return []
    const own = Array.from({ length: width }, (_, index) => ({
      index,
      value: cells[index + placeHeaders.length] ?? '',
    }))
    const made = Correction.safeParse({ sheet, row: Number(row), cells: own })
    return made.success ? [made.data] : []
  })
}
