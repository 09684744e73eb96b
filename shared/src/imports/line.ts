import { type CellReading, plainText } from './cell-text'
import type { ColumnChoice, ImportProblem, ImportProblemCode, RoomField, SheetRow } from './schema'
import { problemSentence, roomFieldNames } from './words'

export type RoomColumns = ReadonlyMap<RoomField, ColumnChoice>

/** The columns that mean something, by their meaning. */
export const columnsByField = (columns: readonly ColumnChoice[]): RoomColumns =>
  new Map(columns.flatMap(column => (column.field ? [[column.field, column]] : [])))

/** One row under its headers, collecting what is wrong with its cells. */
export class Line {
  readonly problems: ImportProblem[] = []

  constructor(
    readonly source: SheetRow,
    readonly columns: RoomColumns,
  ) {}

  text(field: RoomField): string {
    const column = this.columns.get(field)
    return column ? (this.source.cells[column.index] ?? '') : ''
  }

  /** The fields with something in them. */
  fields(): RoomField[] {
    return [...this.columns.keys()].filter(field => this.text(field) !== '')
  }

  floor(): string | undefined {
    return plainText(this.text('floor')).slice(0, 12) || undefined
  }

  read<T>(field: RoomField, reader: (text: string) => CellReading<T>): T | undefined {
    const reading = reader(this.text(field))
    if ('error' in reading) {
      this.refuse(field, reading.error)
      return undefined
    }
    if (reading.warning) this.warn(field, reading.warning, reading.used === undefined ? {} : { used: reading.used })
    return reading.value
  }

  refuse(field: RoomField, code: ImportProblemCode, values: Record<string, string> = {}, value = this.text(field)) {
    this.#add(field, code, 'error', values, value)
  }

  warn(field: RoomField, code: ImportProblemCode, values: Record<string, string> = {}) {
    this.#add(field, code, 'warning', values, this.text(field))
  }

  hasErrors(): boolean {
    return this.problems.some(problem => problem.severity === 'error')
  }

  isRefused(field: RoomField): boolean {
    const column = this.#header(field)
    return this.problems.some(problem => problem.severity === 'error' && problem.column === column)
  }

  #add(
    field: RoomField,
    code: ImportProblemCode,
    severity: ImportProblem['severity'],
    values: Record<string, string>,
    value: string,
  ) {
    const reason = problemSentence(code, values)
    this.problems.push({ row: this.source.row, column: this.#header(field), value, code, severity, reason })
  }

  #header(field: RoomField): string {
    return this.columns.get(field)?.header ?? roomFieldNames[field]
  }
}
