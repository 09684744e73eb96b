import { Button, Input } from 'antd'
import { LineTable } from '../kit/line-table'
import { type ItemDraft, newItem } from './settings-draft'
import { settingsWords as words } from './settings-words'
import { quoteWords } from './show-words'

/** 维修收费目录, line by line. */
export function CatalogueLines({ items, change }: { items: ItemDraft[]; change: (items: ItemDraft[]) => void }) {
  const set = (key: string, part: Partial<ItemDraft>) =>
    change(items.map(item => (item.key === key ? { ...item, ...part } : item)))
  const { columns } = words
  const nth = quoteWords.nth
  return (
    <div className="stack">
      <p className="hint">{items.length === 0 ? words.catalogueEmpty : words.catalogueLine}</p>
      {items.length > 0 && (
        <LineTable caption={words.catalogue} columns={Object.values(columns)}>
          {items.map((item, index) => (
            <tr key={item.key}>
              <td>
                <select
                  aria-label={nth(columns.part, index + 1)}
                  className="plain-select"
                  value={item.part}
                  onChange={event => set(item.key, { part: event.target.value === 'material' ? 'material' : 'labour' })}
                >
                  <option value="labour">{quoteWords.parts.labour}</option>
                  <option value="material">{quoteWords.parts.material}</option>
                </select>
              </td>
              {(['name', 'unit', 'price', 'cost'] as const).map(name => (
                <td key={name} className={`quote-${name}`}>
                  <Input
                    aria-label={nth(columns[name], index + 1)}
                    value={item[name]}
                    maxLength={name === 'name' ? 40 : 9}
                    inputMode={name === 'price' ? 'decimal' : 'text'}
                    onChange={event => set(item.key, { [name]: event.target.value })}
                  />
                </td>
              ))}
              <td className="table-choice">
                <input
                  type="checkbox"
                  aria-label={nth(columns.active, index + 1)}
                  checked={item.active}
                  onChange={event => set(item.key, { active: event.target.checked })}
                />
              </td>
            </tr>
          ))}
        </LineTable>
      )}
      <div className="bar">
        <Button onClick={() => change([...items, newItem()])}>{words.add}</Button>
      </div>
    </div>
  )
}
