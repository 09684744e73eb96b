import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { AppError } from '@linli/shared/errors'
import type { PlaceReport } from '@linli/shared/imports/place-report'
import type { ReadProblem, ReadTable, ReadTotals } from '@linli/shared/imports/reading'
import type { RecordKind } from '@linli/shared/imports/record'
import type { Context } from '../context'
import { BadFile } from './problem-sheet'
import { problemItems } from './problems'
import { progressWriter } from './progress'
import { readSettings, type StoredSettings } from './settings-store'
import { objectKeys, type StoredImport, writeObject } from './store'

/** What one reading left in the object store, and the rest of what it said. The file of bad rows is not kept yet. */
export type Spool = {
  tables: ReadTable[]
  totals: ReadTotals
  chunks: { kind: RecordKind; records: number }[]
  /** How many pages of problems there are already. */
  problemPages: number
  /** The file of bad rows so far, and which rows are in it. */
  badFile: BadFile
  rules: StoredRules
  places?: PlaceReport
}
type StoredRules = Awaited<ReturnType<typeof readSettings>>['rules']

/**
 * Reads the file in its own process and keeps what comes, piece by piece: records as chunks, problems as pages, bad rows as
 * a file to be corrected. Nothing whole stays in memory. Throws imports.file_unreadable.
 */
export async function spoolReading(ctx: Context, known: StoredImport, settings: StoredSettings): Promise<Spool> {
  const { communityId, importId, reading } = known
  const keys = objectKeys(communityId, importId)
  const read = await readSettings(ctx, communityId, settings)
  const spool: Spool = {
    tables: [],
    totals: noTotals,
    chunks: [],
    problemPages: 0,
    badFile: new BadFile(),
    rules: read.rules,
  }
  let waiting: ReadProblem[] = []
  const keepProblems = async (isLast: boolean) => {
    const whole = isLast ? waiting.length : waiting.length - (waiting.length % 50)
    const items = problemItems(ctx, { communityId, importId, reading }, waiting.slice(0, whole), spool.problemPages)
    waiting = waiting.slice(whole)
    spool.problemPages += items.length
    await ctx.db.writeMany(items.map(put => ({ put })))
  }
  const { readWorkbook } = await import('./read-workbook')
  const progress = progressWriter(ctx, known)
  await readWorkbook(await fileOf(ctx, known), known.fileName, read, {
    onTable: table => {
      spool.tables.push(table)
    },
    onProblems: async problems => {
      waiting.push(...problems)
      await keepProblems(false)
    },
    onBadRows: rows => {
      const table = spool.tables.at(-1)
      if (table) spool.badFile.add(table, rows)
    },
    onRecords: async records => {
      const [first] = records
      if (!first) return
      spool.chunks.push({ kind: first.kind, records: records.length })
      await writeObject(ctx, keys.records(reading, spool.chunks.length), records)
    },
    onTotals: totals => {
      spool.totals = totals
    },
    onPlaces: places => {
      spool.places = places
    },
    onProgress: (done, total) => progress.soon(done, total),
  })
  await progress.idle()
  await keepProblems(true)
  return spool
}

const noTotals: ReadTotals = { byBuilding: [], byItem: [], sheetTotals: [], records: {} }

/** The file as it comes, never whole in this process: its end fails when it is not the one that was announced. */
export async function fileOf(ctx: Context, known: StoredImport): Promise<Readable> {
  const stream = await ctx.files.stream(objectKeys(known.communityId, known.importId).file).catch((cause: unknown) => {
    throw new AppError('imports.file_unreadable', { message: '文件没有传上来，请重新选择文件', cause })
  })
  return Readable.from(checked(stream, known.sha256), { objectMode: false })
}

async function* checked(stream: Readable, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of stream) {
    const piece: Uint8Array = chunk
    hash.update(piece)
    yield piece
  }
  if (hash.digest('hex') !== sha256)
    throw new AppError('imports.file_unreadable', { message: '文件在路上变了样，请重新选择文件' })
}
