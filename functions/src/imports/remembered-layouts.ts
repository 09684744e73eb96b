import type { ReadTable } from '@linli/shared/imports/reading'
import { TableSetting } from '@linli/shared/imports/settings'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import type { Key } from '../db'
import { sha256 } from '../secrets'

const LayoutSetting = TableSetting.omit({ sheet: true })
const Layout = z.object({ sk: z.string(), settings: z.array(LayoutSetting) })

const layoutKey = (companyId: string, header: string): Key => ({ pk: `M#${companyId}#import-layouts`, sk: header })

/** What makes two sheets the same layout: the texts of the header, in their columns. */
export const headerHash = ({ columns }: Pick<ReadTable, 'columns'>): string =>
  sha256(JSON.stringify(columns.map(({ index, header }) => [index, header.normalize('NFKC').trim()]))).slice(0, 32)

/** What people of this company said of sheets with these headers before, as settings of these sheets. */
export async function rememberedTables(ctx: Context, companyId: string, tables: ReadTable[]): Promise<TableSetting[]> {
  const sheets = new Map(
    tables.filter(({ columns }) => columns.length > 0).map(table => [table.sheet, headerHash(table)]),
  )
  const found = await reaching(ctx, `M#${companyId}#`).db.getMany(
    [...sheets.values()].map(header => layoutKey(companyId, header)),
    Layout,
  )
  return [...sheets.keys()].flatMap((sheet, i) => (found[i]?.settings ?? []).map(setting => ({ ...setting, sheet })))
}

/** Keeps what people said of sheets for the next file of the same layout: the latest word counts. */
export async function rememberTables(
  ctx: Context,
  companyId: string,
  tables: ReadTable[],
  settings: TableSetting[],
): Promise<void> {
  const headers = new Map(
    tables.filter(({ columns }) => columns.length > 0).map(table => [table.sheet, headerHash(table)]),
  )
  const bySheet = new Map<string, z.infer<typeof LayoutSetting>[]>()
  for (const { sheet, ...setting } of settings) bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), setting])
  const puts = [...bySheet].flatMap(([sheet, own]) => {
    const header = headers.get(sheet)
    return header === undefined ? [] : [{ put: { ...layoutKey(companyId, header), settings: own } }]
  })
  await reaching(ctx, `M#${companyId}#`).db.writeMany(puts)
}
