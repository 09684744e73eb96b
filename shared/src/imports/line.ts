import { type CellReading, formulaProblem, plainText } from './cell-text'
import { fieldNames, type TableField } from './fields'
import type { ReadProblem, TableColumn } from './reading'
import type { ImportProblem, ImportProblemCode, SheetRow } from './schema'
import { problemSentence } from './words'

export type TableColumns = ReadonlyMap<string, readonly TableColumn[]>

/** The columns that mean something, by their meaning; several of one fee each may mean the same. */
export function columnsByField(columns: readonly TableColumn[]): TableColumns {
  const byField = new Map<string, TableColumn[]>()
  for (const column of columns) {
    if (!column.field) continue
    const same = byField.get(column.field)
    if (same) same.push(column)
    else byField.set(column.field, [column])
  }
  return byField
}

/** A problem shows its cell up to this length; a correction holds as much. */
export const LONGEST_VALUE = 500

type Values = Record<string, string>

/** One row under its headers, collecting what is wrong with its cells. */
export class Line {
  readonly problems: ReadProblem[] = []
  #errors = 0

  constructor(
    readonly sheet: string,
    readonly source: SheetRow,
    readonly columns: TableColumns,
  ) {}

  has(field: TableField): boolean {
    return this.columns.has(field)
  }

  all(field: TableField): readonly TableColumn[] {
    return this.columns.get(field) ?? []
  }

  text(field: TableField): string {
    const column = this.columns.get(field)?.[0]
    return column ? this.at(column) : ''
  }

  at(column: TableColumn): string {
    return this.source.cells[column.index] ?? ''
  }

  /** A short text as it stands, half-width and trimmed; longer than `most` it is refused. */
  words(field: TableField, most: number): string | undefined {
    const text = plainText(this.text(field)).replace(/\s+/g, ' ')
    const problem = formulaProblem(this.text(field))
    const isRounded = /^\d(?:\.\d+)?E\+\d+$/i.test(text)
    const code = problem ?? (isRounded ? 'number_rounded' : [...text].length > most ? 'text_too_long' : undefined)
    if (code) this.refuse(field, code)
    return code || /^(?:-|\/|无)?$/.test(text) ? undefined : text
  }

  read<T>(field: TableField, reader: (text: string) => CellReading<T>): T | undefined {
    const column = this.columns.get(field)?.[0]
    return column && this.readAt(column, reader)
  }

  readAt<T>(column: TableColumn, reader: (text: string) => CellReading<T>): T | undefined {
    const reading = reader(this.at(column))
    if ('error' in reading) {
      this.#add(column, column.header, reading.error, 'error', {}, this.at(column))
      return undefined
    }
    const values: Values = reading.used === undefined ? {} : { used: reading.used }
    if (reading.warning) this.#add(column, column.header, reading.warning, 'warning', values, this.at(column))
    return reading.value
  }

  /** What the last problem may have meant. */
  suggest(suggestions: NonNullable<ReadProblem['suggestions']>) {
    const last = this.problems.at(-1)
    if (last && suggestions.length > 0) last.suggestions = suggestions
  }

  refuse(field: TableField | TableColumn, code: ImportProblemCode, values: Values = {}, value?: string) {
    this.#about(field, code, 'error', values, value)
  }

  warn(field: TableField | TableColumn, code: ImportProblemCode, values: Values = {}, value?: string) {
    this.#about(field, code, 'warning', values, value)
  }

  hasErrors(): boolean {
    return this.#errors > 0
  }

  isRefused(field: TableField): boolean {
    const index = this.columns.get(field)?.[0]?.index
    return this.problems.some(problem => problem.severity === 'error' && problem.index === index)
  }

  #about(
    field: TableField | TableColumn,
    code: ImportProblemCode,
    severity: ImportProblem['severity'],
    values: Values,
    value?: string,
  ) {
    const column = typeof field === 'string' ? this.columns.get(field)?.[0] : field
    const name = column?.header ?? (typeof field === 'string' ? fieldNames[field] : '')
    this.#add(column, name, code, severity, values, value ?? (column ? this.at(column) : ''))
  }

  #add(
    column: TableColumn | undefined,
    name: string,
    code: ImportProblemCode,
    severity: ImportProblem['severity'],
    values: Values,
    value: string,
  ) {
    if (severity === 'error') this.#errors += 1
    const place = { sheet: this.sheet, row: this.source.row, ...(column && { index: column.index }) }
    this.problems.push({
      ...place,
      column: name,
      value: value.slice(0, LONGEST_VALUE),
      code,
      severity,
      reason: problemSentence(code, values),
    })
  }
}
