import { type ImportRecord, recordOrder } from '@linli/shared/imports/record'
import { importItem, objectKeys, type StoredImport, writeObject } from '../src/imports/store'
import type { Place } from './make'

/** A record without the place in its file, which `makeImport` gives it. */
type Loose<R> = R extends unknown ? Omit<R, 'sheet' | 'row'> : never
export type RecordWish = Loose<ImportRecord>

/** An import whose file was read: these records wait for their confirmation. */
export async function makeImport(place: Place, wishes: RecordWish[]): Promise<StoredImport> {
  const { ctx, communityId, deps } = place
  const importId = deps.newId()
  const records = wishes.map((wish, i): ImportRecord => ({ ...wish, sheet: '资料', row: i + 2 }))
  const chunks: StoredImport['chunks'] = []
  for (const kind of recordOrder) {
    const own = records.filter(record => record.kind === kind)
    if (own.length === 0) continue
    chunks.push({ kind, records: own.length })
    await writeObject(ctx, objectKeys(communityId, importId).records(1, chunks.length), own)
  }
  const made: StoredImport = {
    importId,
    communityId,
    fileName: '资料.xlsx',
    sha256: '0'.repeat(64),
    size: 1,
    state: 'previewed',
    columns: [],
    counts: { ready: records.length, unchanged: 0, bad: 0, duplicate: 0, skipped: 0, warned: 0 },
    byBuilding: [],
    total: records.length,
    reading: 1,
    chunks,
    attempt: 0,
    createdAt: ctx.now(),
    createdBy: '王经理',
    version: 1,
  }
  await ctx.db.writeMany([{ put: importItem(made) }])
  return made
}
