import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import type { BadRow, ReadTable } from '@linli/shared/imports/reading'
import { type BuildingTotal, type ImportProblem, RoomField, type RoomRow } from '@linli/shared/imports/schema'
import { noSettings } from '@linli/shared/imports/settings'
import { problemSentence, roomFieldNames } from '@linli/shared/imports/words'
import { roomSnapshots } from '../communities/room-snapshot'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { moveImport } from './move-import'
import { problemSheet } from './problem-sheet'
import { loadImport, objectKeys, problemItems, progressKey, type StoredImport } from './store'

/** Asks for the reading of an uploaded file. A repeat while it is read, or after, answers what there is. */
export async function previewImport(ctx: Context, input: { communityId: string; importId: string }) {
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state === 'uploading') {
    try {
      await moveImport(ctx, known, { state: 'reading' }, '开始读文件', { type: 'imports.read', ...input })
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  return loadImport(ctx, input.communityId, input.importId)
}

/** The job behind it: reads the workbook in a process of its own and keeps rows, problems and totals. Safe to repeat. */
export async function readImport(deps: Deps, input: { communityId: string; importId: string }): Promise<void> {
  const ctx = communityContext(deps, input.communityId)
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state !== 'reading') return
  try {
    await keepReading(ctx, known, await readFile(ctx, known))
  } catch (error) {
    if (error instanceof ConditionFailed) return
    if (!(error instanceof AppError) || error.code !== 'imports.file_unreadable') throw error
    await moveImport(ctx, known, { state: 'failed', problem: error.message, finishedAt: ctx.now() }, '文件没有读成')
  }
}

/** What a workbook of rooms gave. */
type Rooms = {
  tables: ReadTable[]
  rows: RoomRow[]
  bad: BadRow[]
  problems: ImportProblem[]
  byBuilding: BuildingTotal[]
}

async function readFile(ctx: Context, known: StoredImport): Promise<Rooms> {
  const bytes = await ctx.files.get(objectKeys(known.communityId, known.importId).file).catch((cause: unknown) => {
    throw new AppError('imports.file_unreadable', { message: '文件没有传上来，请重新选择文件', cause })
  })
  if (createHash('sha256').update(bytes).digest('hex') !== known.sha256)
    throw new AppError('imports.file_unreadable', { message: '文件在路上变了样，请重新选择文件' })
  const { readWorkbook } = await import('./read-workbook')
  const rooms: Rooms = { tables: [], rows: [], bad: [], problems: [], byBuilding: [] }
  await readWorkbook(bytes, known.fileName, noSettings, {
    onTable: table => void rooms.tables.push(table),
    onRecords: records => {
      for (const record of records) if (record.kind === 'room') rooms.rows.push(record)
    },
    onProblems: problems => void rooms.problems.push(...problems),
    onBadRows: rows => void rooms.bad.push(...rows),
    onTotals: ({ byBuilding }) => void (rooms.byBuilding = byBuilding),
    onProgress: reporter(ctx, known),
  })
  return rooms
}

async function keepReading(ctx: Context, known: StoredImport, reading: Rooms): Promise<void> {
  const { communityId, importId } = known
  const table = reading.tables.find(({ kind }) => kind === 'rooms')
  if (!table) {
    const message = reading.tables.find(({ sentence }) => sentence)?.sentence ?? '没有找到房屋的表格，请核对文件'
    throw new AppError('imports.file_unreadable', { message })
  }
  const columns = table.columns.map(column => ({ ...column, field: RoomField.safeParse(column.field).data }))
  const { fresh, unchanged } = await compare(ctx, communityId, reading, table)
  const keys = objectKeys(communityId, importId)
  await ctx.files.put(keys.rooms, Buffer.from(JSON.stringify(fresh)), 'application/json')
  await ctx.files.put(keys.problems, problemSheet(columns, reading.bad), 'text/csv; charset=utf-8')
  await ctx.db.writeMany(problemItems(ctx, communityId, importId, reading.problems).map(put => ({ put })))
  const { counts } = table
  await moveImport(
    ctx,
    known,
    {
      state: 'previewed',
      columns: columns.map(column => ({
        header: column.header,
        ...(column.field && { field: roomFieldNames[column.field] }),
      })),
      counts: {
        ready: fresh.length,
        unchanged,
        bad: counts.bad,
        duplicate: counts.duplicate,
        skipped: counts.blank + counts.subtotal + counts.note,
        warned: counts.warned,
      },
      byBuilding: reading.byBuilding,
      total: fresh.length,
    },
    `可导入 ${fresh.length}，有问题 ${counts.bad}，重复 ${counts.duplicate}`,
  )
  await ctx.db.writeMany([{ put: { ...progressKey(communityId, importId), done: 0, total: fresh.length } }])
}

/** Rows whose room is there already: as it is, unchanged; with another area or owner, a problem of that row. */
async function compare(
  ctx: Context,
  communityId: string,
  reading: Rooms,
  table: ReadTable,
): Promise<{ fresh: RoomRow[]; unchanged: number }> {
  const known = await roomSnapshots(
    ctx,
    communityId,
    reading.rows.map(({ code }) => code),
  )
  const fresh: RoomRow[] = []
  let unchanged = 0
  for (const row of reading.rows) {
    const room = known.get(row.code)
    const differs =
      room &&
      (room.areas.built !== row.areas.built ||
        (row.ownerName !== undefined && room.owners.length > 0 && !room.owners.includes(row.ownerName)))
    if (!room || (room.owners.length === 0 && row.ownerName !== undefined && !differs)) fresh.push(row)
    else if (!differs) unchanged += 1
    else {
      const problem = differing(row)
      reading.problems.push(problem)
      reading.bad.push({ sheet: table.sheet, row: row.row, cells: [], problems: [{ ...problem, sheet: table.sheet }] })
      table.counts.bad += 1
    }
  }
  return { fresh, unchanged }
}

const differing = (row: RoomRow): ImportProblem => ({
  row: row.row,
  column: roomFieldNames.room,
  value: row.code,
  code: 'room_differs',
  severity: 'error',
  reason: problemSentence('room_differs', { code: row.code }),
})

/** Writes progress at most once a second. */
function reporter(ctx: Context, known: StoredImport): (done: number, total: number) => void {
  let last = 0
  return (done, total) => {
    if (performance.now() - last < 1000) return
    last = performance.now()
    const put = { ...progressKey(known.communityId, known.importId), done, total: Math.max(done, total) }
    ctx.db.writeMany([{ put }]).catch(() => ctx.deps.log.warn('imports.progress_lost', { importId: known.importId }))
  }
}
