import type { ImportTable } from '@linli/shared/imports/detail'
import { fieldNames, fieldsOfKind, neededFields, repeatable, TableField } from '@linli/shared/imports/fields'
import type { TableColumn } from '@linli/shared/imports/reading'
import type { TableKind } from '@linli/shared/imports/record'
import type { ColumnSetting, TableSetting } from '@linli/shared/imports/settings'
import { sheetWords as words } from './sheet-words'

/** One kind of table of a sheet while somebody changes it; `read` is how it was read, and gives its columns. */
export type TableDraft = {
  kind: TableKind | 'skip'
  headerRow: number | undefined
  read?: ImportTable | undefined
  columns: ReadonlyMap<number, ColumnSetting>
}

/** The tables of one sheet as they were read, or as somebody has already changed them. */
export function draftsOf(read: readonly ImportTable[], changed: readonly TableSetting[] | undefined): TableDraft[] {
  if (!changed)
    return read.map(table => ({
      kind: table.kind,
      headerRow: table.headerRow || undefined,
      read: table,
      columns: columnMap(table.columns),
    }))
  return changed.map(({ kind, headerRow, columns }) => {
    const table = read.find(each => each.kind === kind) ?? (read.length === 1 ? read[0] : undefined)
    return { kind, headerRow, read: table, columns: columnMap(columns ?? table?.columns ?? []) }
  })
}

const columnMap = (columns: readonly Pick<TableColumn, 'index' | 'field' | 'feeName'>[]) =>
  new Map(
    columns.map(({ index, field, feeName }) => [
      index,
      { index, ...(field && { field }), ...(feeName && { feeName }) } satisfies ColumnSetting,
    ]),
  )

/** Under another kind or header the columns mean something else: they are recognised anew. */
export const isRelearned = ({ kind, headerRow, read }: TableDraft): boolean =>
  kind !== read?.kind || headerRow !== (read.headerRow || undefined)

/** As the contract takes it: what was not changed is said too, since it replaces all that was said of the sheet. */
export function settingsOf(
  sheet: string,
  drafts: readonly TableDraft[],
  hiddenRows: 'read' | 'skip' | undefined,
): TableSetting[] {
  const used = drafts.filter(({ kind }) => kind !== 'skip')
  if (used.length === 0) return [{ sheet, kind: 'skip' }]
  return used.map(draft => ({
    sheet,
    kind: draft.kind,
    ...(draft.headerRow !== undefined && { headerRow: draft.headerRow }),
    ...(hiddenRows && { hiddenRows }),
    ...(isRelearned(draft)
      ? keptOf(draft)
      : { columns: [...draft.columns.values()].filter(({ field }) => field !== undefined) }),
  }))
}

/** What somebody typed of single columns goes along to another kind or header; what was only recognised does not. */
function keptOf({ read, columns }: TableDraft): Pick<TableSetting, 'kept'> {
  const before = columnMap(read?.columns ?? [])
  const kept = [...columns.values()].filter(({ index, field, feeName }) => {
    const { field: was, feeName: wasName } = before.get(index) ?? { field: undefined, feeName: undefined }
    return field !== undefined && (field !== was || feeName !== wasName)
  })
  return kept.length > 0 ? { kept } : {}
}

/** What keeps a mapping from being read, as sentences: a field that two columns have, a field that no column has. */
export function mappingProblems(draft: TableDraft): string[] {
  const { kind, columns } = draft
  if (kind === 'skip' || isRelearned(draft)) return []
  const fields = [...columns.values()].flatMap(({ field }) => TableField.safeParse(field).data ?? [])
  const twice = new Set(fields.filter((field, at) => !repeatable.has(field) && fields.indexOf(field) !== at))
  const missing = neededFields[kind].filter(group => !group.some(field => fields.includes(field)))
  return [
    ...[...twice].map(field => words.repeated(fieldNames[field])),
    ...(missing.length > 0
      ? [words.missing(missing.map(group => group.map(field => fieldNames[field]).join('或')).join('、'))]
      : []),
  ]
}

/** What a column of this kind can be, for a select. */
export const fieldOptions = (kind: TableKind): { value: string; label: string }[] => [
  { value: '', label: words.skip },
  ...fieldsOfKind[kind].map(field => ({ value: field, label: fieldNames[field] })),
]

/** A column about a fee, deposit or meter that its header may not name. */
export const isNamed = (field: string | undefined): boolean =>
  repeatable.has(TableField.safeParse(field).data ?? 'note')

export function fieldName(field: string | undefined): string {
  const known = TableField.safeParse(field).data
  return known ? fieldNames[known] : words.skip
}
