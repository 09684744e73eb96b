import { AppError } from '@linli/shared/errors'
import type { RoomRow } from '@linli/shared/imports/schema'
import { loadCommunity } from '../communities/community'
import { importRooms } from '../communities/import-rooms'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { moveImport } from './move-import'
import { loadImport, objectKeys, progressKey, RoomRows, type StoredImport } from './store'

/** Starts the writing of a previewed import. A second tap, or one after it is done, changes nothing. Throws imports.not_ready. */
export async function confirmImport(ctx: Context, input: { communityId: string; importId: string }) {
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state === 'uploading' || known.state === 'reading' || known.state === 'failed')
    throw new AppError('imports.not_ready')
  if (known.state === 'previewed') {
    if (known.counts.ready === 0) throw new AppError('imports.nothing_to_import')
    try {
      await moveImport(ctx, known, { state: 'importing' }, `确认导入 ${known.counts.ready} 间`, {
        type: 'imports.write',
        ...input,
      })
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  return loadImport(ctx, input.communityId, input.importId)
}

const batchSize = 15
const lanes = 6

/** The job behind it: writes the rows in batches, the rows of one building in one lane. After a crash it goes through them again: a row lands once. */
export async function writeImport(deps: Deps, input: { communityId: string; importId: string }): Promise<void> {
  const ctx = communityContext(deps, input.communityId)
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state !== 'importing') return
  const { companyId } = await loadCommunity(ctx, known.communityId)
  const rows = RoomRows.parse(
    JSON.parse(new TextDecoder().decode(await ctx.files.get(objectKeys(known.communityId, known.importId).rooms))),
  )
  let done = 0
  let conflicts = 0
  const work = buildingBatches(rows)
  const report = throttled(ctx, known, rows.length)
  const runLane = async () => {
    for (let building = work.shift(); building; building = work.shift()) {
      for (const batch of building) {
        const outcomes = await importRooms(ctx, {
          communityId: known.communityId,
          companyId,
          importId: known.importId,
          rows: batch,
        })
        conflicts += outcomes.filter(({ outcome }) => outcome === 'conflict').length
        done += batch.length
        await report(done)
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, runLane))
  await ctx.db.writeMany([{ put: { ...progressKey(known.communityId, known.importId), done, total: rows.length } }])
  try {
    await moveImport(
      ctx,
      known,
      {
        state: 'imported',
        finishedAt: ctx.now(),
        ...(conflicts > 0 && { problem: `${conflicts} 间房屋在导入时已被改动，没有覆盖` }),
      },
      `导入完成 ${rows.length - conflicts} 间`,
    )
  } catch (error) {
    // Another worker finished the same rows first.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** The batches of each building: side by side they would fight for its counter. */
function buildingBatches(rows: RoomRow[]): RoomRow[][][] {
  const buildings = new Map<string, RoomRow[]>()
  for (const row of rows) {
    const own = buildings.get(row.building) ?? []
    own.push(row)
    buildings.set(row.building, own)
  }
  return [...buildings.values()].map(own =>
    Array.from({ length: Math.ceil(own.length / batchSize) }, (_, i) => own.slice(i * batchSize, (i + 1) * batchSize)),
  )
}

function throttled(ctx: Context, known: StoredImport, total: number): (done: number) => Promise<void> {
  let last = 0
  return async done => {
    if (performance.now() - last < 500) return
    last = performance.now()
    await ctx.db.writeMany([{ put: { ...progressKey(known.communityId, known.importId), done, total } }])
  }
}
