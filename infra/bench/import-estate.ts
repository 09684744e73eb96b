import { createHash } from 'node:crypto'
import type { Deps } from '@linli/functions/context'
import { confirmImport } from '@linli/functions/imports/confirm-import'
import { previewImport } from '@linli/functions/imports/preview-import'
import { readImport } from '@linli/functions/imports/read-import'
import { startImport } from '@linli/functions/imports/start-import'
import { loadImport, objectKeys } from '@linli/functions/imports/store'
import { writeImport } from '@linli/functions/imports/write-import'
import { makeCommunity, type Place } from '@linli/functions/test/make'
import { estateRows, estateWorkbook } from '../local/estate'

const books = new Map<number, Buffer>()

/** The workbook of so many rooms, each with an owner, made once. */
export function workbookOf(rows: number): Buffer {
  const book = books.get(rows) ?? Buffer.from(estateWorkbook(estateRows(rows), '锦绣花园'))
  books.set(rows, book)
  return book
}

/** The workbook as an import of a new community, uploaded and not read yet. */
export async function uploaded(deps: Deps, rows: number): Promise<{ place: Place; importId: string }> {
  const place = await makeCommunity(deps)
  const bytes = workbookOf(rows)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const at = { communityId: place.communityId, fileName: '房屋.xlsx', size: bytes.length, sha256 }
  const { importId } = (await startImport(place.ctx, at)).import
  await deps.files.put(objectKeys(place.communityId, importId).file, bytes, 'application/octet-stream')
  return { place, importId }
}

/** Reads and confirms it: what is left is to write. */
export async function readAndConfirmed(deps: Deps, { place, importId }: { place: Place; importId: string }) {
  const at = { communityId: place.communityId, importId }
  await previewImport(place.ctx, at)
  await readImport(deps, at)
  await confirmImport(place.ctx, at)
  return at
}

/** From the file to the last commit. */
export async function wholeImport(deps: Deps, started: { place: Place; importId: string }): Promise<void> {
  const at = await readAndConfirmed(deps, started)
  await writeImport(deps, at)
  const { state, total } = await loadImport(started.place.ctx, at.communityId, at.importId)
  if (state !== 'imported' || total === 0) throw new Error(`the import is ${state}, ${total} records`)
}
