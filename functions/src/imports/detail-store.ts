import { ImportDetail } from '@linli/shared/imports/detail'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { type ImportPlace, loadImport, objectKeys, readObject, type StoredImport } from './store'

/** How the tables of the latest finished reading were read; undefined before there is one. */
export const loadDetail = (
  ctx: Context,
  { communityId, importId, reading }: Pick<StoredImport, 'communityId' | 'importId' | 'reading'>,
): Promise<ImportDetail | undefined> => readObject(ctx, objectKeys(communityId, importId).detail(reading), ImportDetail)

/** The same for a caller: throws imports.not_ready while there is none. */
export async function showDetail(ctx: Context, { communityId, importId }: ImportPlace): Promise<ImportDetail> {
  const detail = await loadDetail(ctx, await loadImport(ctx, communityId, importId))
  if (!detail) throw new AppError('imports.not_ready')
  return detail
}
