import type { Correction, TableSetting } from '@linli/shared/imports/settings'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { moveImport } from './move-import'
import { loadSettings, type StoredSettings } from './settings-store'
import { type ImportPlace, loadImport, objectKeys, type StoredImport, writeObject } from './store'

type Input = ImportPlace & { tables: TableSetting[]; corrections: Correction[] }
/** As many as one reading takes. */
const mostCorrections = 5000

/**
 * Reads a previewed file again: by other words about its sheets, with corrected cells, by the rules of places as they are
 * now. Throws imports.not_ready, record.changed.
 */
export async function reviseImport(ctx: Context, input: Input) {
  const known = await loadImport(ctx, input.communityId, input.importId)
  if (known.state !== 'previewed') throw new AppError('imports.not_ready')
  await readAgain(ctx, known, input, `重新读：改表格 ${input.tables.length}，改行 ${input.corrections.length}`)
  return loadImport(ctx, input.communityId, input.importId)
}

/** The next reading, with these words over the earlier ones. Throws record.changed when another reading began meanwhile. */
export async function readAgain(
  ctx: Context,
  known: StoredImport,
  said: Pick<StoredSettings, 'tables' | 'corrections'>,
  summary: string,
): Promise<void> {
  const { communityId, importId } = known
  const reading = known.reading + 1
  const settings = revised(await loadSettings(ctx, known), said)
  if (settings.corrections.length > mostCorrections)
    throw new AppError('request.invalid', {
      fields: [{ path: 'corrections', message: `一次导入最多改 ${mostCorrections} 行，请改好原文件再导入` }],
    })
  await writeObject(ctx, objectKeys(communityId, importId).settings(reading), settings)
  try {
    await moveImport(ctx, known, { state: 'reading', reading, problem: undefined }, summary, {
      type: 'imports.read',
      communityId,
      importId,
    })
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
}

/** What is said of a sheet replaces all that was said of it; corrected cells stand over earlier ones of the same row. */
function revised(
  before: StoredSettings,
  { tables, corrections }: Pick<StoredSettings, 'tables' | 'corrections'>,
): StoredSettings {
  const sheets = new Set(tables.map(({ sheet }) => sheet))
  const rows = new Map(before.corrections.map(each => [rowOf(each), each]))
  for (const each of corrections) {
    const cells = new Map(rows.get(rowOf(each))?.cells.map(cell => [cell.index, cell]))
    for (const cell of each.cells) cells.set(cell.index, cell)
    rows.set(rowOf(each), { ...each, cells: [...cells.values()] })
  }
  return {
    tables: [...before.tables.filter(({ sheet }) => !sheets.has(sheet)), ...tables],
    corrections: [...rows.values()],
    remembered: before.remembered.filter(sheet => !sheets.has(sheet)),
  }
}

const rowOf = ({ sheet, row }: Correction) => `${sheet}#${row}`
