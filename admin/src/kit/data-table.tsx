import type { ReactNode } from 'react'
import './data-table.css'

export type Column<T> = {
  title: string
  cell: (row: T) => ReactNode
  /** Numbers: right-aligned, equal digits. */
  figure?: boolean
  /** Left out where the window is narrow. */
  wide?: boolean
}
export type Choosing<T> = { chosen: ReadonlySet<string>; toggle: (row: T) => void; label: (row: T) => string }

type Props<T> = {
  caption: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  /** Opens a row; the first column becomes the button that keyboards and screen readers use. */
  open?: (row: T) => void
  selected?: string | undefined
  choosing?: Choosing<T>
  /** False in a drawer or card, where the head scrolls along. */
  sticky?: boolean
}

export function DataTable<T>({ caption, columns, rows, rowKey, open, selected, choosing, sticky = true }: Props<T>) {
  return (
    <table className={`table${sticky ? ' table-sticky' : ''}`}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {choosing && <td className="table-choice" />}
          {columns.map(column => (
            <th key={column.title} scope="col" className={classesOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr
            key={rowKey(row)}
            className={[open && 'table-openable', selected === rowKey(row) && 'table-selected']
              .filter(Boolean)
              .join(' ')}
            onClick={open && (event => isPlain(event.target) && open(row))}
          >
            {choosing && (
              <td className="table-choice">
                <input
                  type="checkbox"
                  aria-label={choosing.label(row)}
                  checked={choosing.chosen.has(rowKey(row))}
                  onChange={() => choosing.toggle(row)}
                />
              </td>
            )}
            {columns.map((column, nth) => {
              const content = inOneLine(column.cell(row))
              return (
                <td key={column.title} className={classesOf(column)}>
                  {open && nth === 0 ? (
                    <button type="button" className="table-open" onClick={() => open(row)}>
                      {content}
                    </button>
                  ) : (
                    content
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const classesOf = <T,>({ figure, wide }: Column<T>) =>
  [figure && 'figure table-figure', wide && 'table-wide'].filter(Boolean).join(' ') || undefined

/** A name, a kind, a state: as short as that it is not taken apart, whatever else wants the room. */
const longestWord = 6
const inOneLine = (content: ReactNode): ReactNode =>
  typeof content === 'string' && content.length <= longestWord ? <span className="unbroken">{content}</span> : content

/** Links, buttons and fields inside a row keep their own click. */
const isPlain = (target: EventTarget) => target instanceof Element && !target.closest('a, button, input, label')
