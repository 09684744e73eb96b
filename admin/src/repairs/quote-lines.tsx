import { lineFen } from '@linli/shared/repairs/quote'
import { Button, Input } from 'antd'
import '../kit/data-table.css'
import { yuan } from '../kit/format'
import { kitWords } from '../kit/words'
import { type DraftLine, lineOf } from './quote-draft'
import { quoteWords as words } from './show-words'

/** The lines of a quote while they are written. */
export function QuoteLines({ lines, change }: { lines: DraftLine[]; change: (lines: DraftLine[]) => void }) {
  const set = (key: string, part: Partial<DraftLine>) =>
    change(lines.map(line => (line.key === key ? { ...line, ...part } : line)))
  const { columns } = words
  return (
    <table className="table">
      <caption className="visually-hidden">{words.title(false)}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.part}</th>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.quantity}</th>
          <th scope="col">{columns.unit}</th>
          <th scope="col">{columns.price}</th>
          <th scope="col" className="table-figure">
            {columns.sum}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => {
          const nth = index + 1
          const right = lineOf(line)
          const input = (name: 'name' | 'quantity' | 'unit' | 'price', label: string, maxLength: number) => (
            <td className={`quote-${name}`}>
              <Input
                aria-label={words.nth(label, nth)}
                value={line[name]}
                maxLength={maxLength}
                inputMode={name === 'quantity' ? 'numeric' : name === 'price' ? 'decimal' : 'text'}
                onChange={event => set(line.key, { [name]: event.target.value })}
              />
            </td>
          )
          return (
            <tr key={line.key}>
              <td>
                <select
                  aria-label={words.nth(columns.part, nth)}
                  className="plain-select"
                  value={line.part}
                  onChange={event => set(line.key, { part: event.target.value === 'material' ? 'material' : 'labour' })}
                >
                  <option value="labour">{words.parts.labour}</option>
                  <option value="material">{words.parts.material}</option>
                </select>
              </td>
              {input('name', columns.name, 40)}
              {input('quantity', columns.quantity, 3)}
              {input('unit', columns.unit, 8)}
              {input('price', columns.price, 9)}
              <td className="table-figure figure">{right ? yuan(lineFen(right)) : kitWords.none}</td>
              <td>
                <Button
                  type="text"
                  aria-label={words.remove(nth)}
                  onClick={() => change(lines.filter(each => each.key !== line.key))}
                >
                  ✕
                </Button>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
