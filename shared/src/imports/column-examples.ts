import { maskLong } from './mask-value'
import type { TableColumn } from './reading'
import type { FoundTable } from './recognise'

const most = 3
const longest = 20
const searched = 200

/** The columns of a table with what stands below them: a header like 备注2 alone says nobody what it is. */
export function columnExamples({ sheet, headerRow, columns }: FoundTable): TableColumn[] {
  const rows = sheet.rows.filter(({ row }) => row > headerRow).slice(0, searched)
  return columns.map(column => {
    const values = rows.map(({ cells }) => (cells[column.index] ?? '').trim()).filter(value => value !== '')
    const examples = [...new Set(values)].slice(0, most).map(value => maskLong(value).slice(0, longest))
    return examples.length > 0 ? { ...column, examples } : column
  })
}
