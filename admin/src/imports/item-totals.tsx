import type { ItemTotal } from '@linli/shared/imports/reading'
import { recordKindNames } from '@linli/shared/imports/record'
import { Select } from 'antd'
import { useState } from 'react'
import { DataTable } from '../kit/data-table'
import { count, yuan } from '../kit/format'
import { itemSums } from './item-sums'
import { totalWords as words } from './total-words'

/** Amounts by item, of all buildings or of one. */
export function ItemTotals({ totals }: { totals: readonly ItemTotal[] }) {
  const [building, setBuilding] = useState('')
  const money = totals.filter(({ amountFen }) => amountFen !== 0)
  const buildings = [...new Set(money.map(total => total.building))].filter(name => name !== '')
  const rows = itemSums(money, building || undefined)
  return (
    <section className="stack-small">
      <div className="bar">
        <h2>{words.items}</h2>
        <Select
          aria-label={words.building}
          className="bar-select"
          showSearch={{ optionFilterProp: 'label' }}
          value={building}
          onChange={setBuilding}
          options={[
            { value: '', label: words.everyBuilding },
            ...buildings.map(value => ({ value, label: `${value} ${words.building}` })),
          ]}
        />
      </div>
      <DataTable
        caption={words.items}
        rows={rows}
        rowKey={row => `${row.kind} ${row.name}`}
        sticky={false}
        columns={[
          { title: words.itemColumns.kind, cell: row => recordKindNames[row.kind] },
          { title: words.itemColumns.name, cell: row => row.name },
          { title: words.itemColumns.count, cell: row => count(row.count), figure: true },
          { title: words.itemColumns.amount, cell: row => yuan(row.amountFen), figure: true },
        ]}
      />
    </section>
  )
}
