import { AppError } from '@linli/shared/errors'
import type { ImportDetail } from '@linli/shared/imports/detail'
import { totalsWithout } from '@linli/shared/imports/read-totals'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps } from '../context'
import { ConditionFailed } from '../db'
import { compareRecords, type Differing } from './compare-records'
import { differingRows } from './differing-rows'
import { moveImport } from './move-import'
import { forgetProblems, problemItems } from './problems'
import { rememberedTables } from './remembered-layouts'
import { loadSettings, type StoredSettings } from './settings-store'
import { fileOf, type Spool, spoolReading } from './spool-reading'
import { type ImportPlace, loadImport, objectKeys, progressKey, type StoredImport, writeObject } from './store'

/**
 * The job behind a preview and each change of its settings: reads the workbook in a process of its own, holds the records
 * against the table, and keeps records, problems and totals. Safe to repeat.
 */
export async function readImport(deps: Deps, input: ImportPlace): Promise<void> {
  const ctx = communityContext(deps, input.communityId)
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state !== 'reading') return
  try {
    await keepReading(ctx, known)
  } catch (error) {
    if (error instanceof ConditionFailed) return
    if (!(error instanceof AppError) || error.code !== 'imports.file_unreadable') throw error
    await moveImport(ctx, known, { state: 'failed', problem: error.message, finishedAt: ctx.now() }, '文件没有读成')
  }
}

async function keepReading(ctx: Context, known: StoredImport): Promise<void> {
  const { communityId, importId, reading } = known
  const { companyId } = await loadCommunity(ctx, communityId)
  const { spool, settings } = await readAsRemembered(ctx, known, companyId)
  const { chunks, byKind, differing, people } = await compareRecords(ctx, known, companyId, spool.chunks)
  const totals = totalsWithout(
    spool.totals,
    differing.map(({ record }) => record),
  )
  const differs = differingRows(spool.tables, differing, await rowsOf(ctx, known, settings, differing))
  const alsoBad = differs.rows.filter(({ row }) => !spool.badFile.has(row))
  for (const { table, row } of alsoBad) spool.badFile.add(table, [row])
  await ctx.files.put(objectKeys(communityId, importId).problems, spool.badFile.bytes(), 'text/csv; charset=utf-8')
  const pages = problemItems(ctx, known, [...differs.problems, ...people], spool.problemPages)
  await ctx.db.writeMany(pages.map(put => ({ put })))
  await writeObject(
    ctx,
    objectKeys(communityId, importId).detail(reading),
    detailOf(known, { ...spool, totals }, settings, byKind),
  )
  const counts = countsOf(spool, byKind, {
    differing: alsoBad.length,
    warned: new Set(people.map(({ row }) => row)).size,
  })
  const columns = spool.tables.find(({ kind }) => kind !== 'skip')?.columns ?? spool.tables[0]?.columns ?? []
  await moveImport(
    ctx,
    known,
    {
      state: 'previewed',
      columns: columns.map(({ header, field }) => ({ header, ...(field && { field }) })),
      counts,
      byBuilding: totals.byBuilding,
      total: counts.ready,
      chunks,
      ...(spool.chunks.length === 0 && { problem: nothingRead(spool, counts) }),
    },
    `可导入 ${counts.ready}，有问题 ${counts.bad}，重复 ${counts.duplicate}`,
  )
  await ctx.db.writeMany([{ put: { ...progressKey(communityId, importId), done: 0, total: counts.ready } }])
  await forgetProblems(ctx, known)
}

/** The rows of these records as they stand; the file is parsed again, because the reading keeps no cells of good rows. */
async function rowsOf(ctx: Context, known: StoredImport, { corrections }: StoredSettings, differing: Differing[]) {
  if (differing.length === 0) return []
  const wanted = new Map<string, Set<number>>()
  for (const { record } of differing) wanted.set(record.sheet, (wanted.get(record.sheet) ?? new Set()).add(record.row))
  const { readRawRows } = await import('./read-raw-rows')
  return readRawRows(await fileOf(ctx, known), known.fileName, { wanted, corrections })
}

/** Sheets whose layout somebody mapped before are read by that word, where nobody has said anything of them now. */
async function readAsRemembered(
  ctx: Context,
  known: StoredImport,
  companyId: string,
): Promise<{ spool: Spool; settings: StoredSettings }> {
  const said = await loadSettings(ctx, known)
  const spool = await spoolReading(ctx, known, said)
  const named = new Set(said.tables.map(({ sheet }) => sheet))
  const remembered = (await rememberedTables(ctx, companyId, spool.tables)).filter(({ sheet }) => !named.has(sheet))
  if (remembered.length === 0) return { spool, settings: said }
  const settings = {
    ...said,
    tables: [...said.tables, ...remembered],
    remembered: [...said.remembered, ...new Set(remembered.map(({ sheet }) => sheet))],
  }
  await writeObject(ctx, objectKeys(known.communityId, known.importId).settings(known.reading), settings)
  return { spool: await spoolReading(ctx, known, settings), settings }
}

function detailOf(
  { importId, reading }: StoredImport,
  { tables, totals, rules, places }: Spool,
  settings: StoredSettings,
  byKind: ImportDetail['byKind'],
): ImportDetail {
  const named = new Set(settings.tables.map(({ sheet }) => sheet))
  const remembered = new Set(settings.remembered)
  return {
    importId,
    reading,
    tables: tables.map(table => ({
      ...table,
      hiddenRows: settings.tables.find(({ sheet }) => sheet === table.sheet)?.hiddenRows,
      by: remembered.has(table.sheet) ? 'last_time' : named.has(table.sheet) ? 'person' : 'guess',
    })),
    byKind,
    totals,
    ...(places && { places }),
    rules,
    corrected: settings.corrections.length,
  }
}

function countsOf(
  { tables }: Spool,
  byKind: ImportDetail['byKind'],
  more: { differing: number; warned: number },
): StoredImport['counts'] {
  const sum = (count: (table: Spool['tables'][number]['counts']) => number) =>
    tables.filter(({ kind }) => kind !== 'skip').reduce((total, { counts }) => total + count(counts), 0)
  return {
    ready: byKind.reduce((total, { ready }) => total + ready, 0),
    unchanged: byKind.reduce((total, { unchanged }) => total + unchanged, 0),
    bad: sum(({ bad }) => bad) + more.differing,
    duplicate: sum(({ duplicate }) => duplicate),
    skipped: sum(({ blank, subtotal, note, left }) => blank + subtotal + note + left),
    warned: sum(({ warned }) => warned) + more.warned,
  }
}

const nothingRead = ({ tables }: Spool, { bad, duplicate }: StoredImport['counts']) =>
  tables.find(({ sentence }) => sentence)?.sentence ??
  (bad + duplicate > 0 ? '每一行都有问题，改好才能导入' : '没有认出能导入的表格，请说明每个工作表里是什么')
