import type { ImportDetail } from '@linli/shared/imports/detail'
import type { SheetTotal } from '@linli/shared/imports/reading'
import { recordKindNames } from '@linli/shared/imports/record'
import { Button } from 'antd'
import { useState } from 'react'
import { DataTable } from '../kit/data-table'
import { area, count, yuan } from '../kit/format'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { ItemTotals } from './item-totals'
import { differing } from './sheet-sums'
import { totalWords as words } from './total-words'

/** What is read, added up by kind, item and building, beside the sums that stand in the sheets themselves. */
export function TotalStep({ detail: { byKind, totals }, isDone }: { detail: ImportDetail; isDone: boolean }) {
  if (byKind.length === 0) return <State {...words.nothing} />
  return (
    <div className="stack">
      <p className="hint">{words.line}</p>
      <section className="stack-small">
        <h2>{words.kinds}</h2>
        <DataTable
          caption={words.kinds}
          rows={byKind}
          rowKey={row => row.kind}
          sticky={false}
          columns={[
            { title: words.kindColumns.kind, cell: row => recordKindNames[row.kind] },
            { title: words.kindColumns[isDone ? 'done' : 'ready'], cell: row => count(row.ready), figure: true },
            { title: words.kindColumns.unchanged, cell: row => count(row.unchanged), figure: true },
            { title: words.kindColumns.differing, cell: row => count(row.differing), figure: true },
          ]}
        />
      </section>
      <OwnTotals totals={totals.sheetTotals} differ={byKind.reduce((sum, kind) => sum + kind.differing, 0)} />
      {totals.byItem.some(({ amountFen }) => amountFen !== 0) && <ItemTotals totals={totals.byItem} />}
      {totals.byBuilding.length > 0 && <Buildings rows={totals.byBuilding} />}
    </div>
  )
}

/** `differ`: so many records say other than the system; they stand in the sheet's sums, and do not go in. */
function OwnTotals({ totals, differ }: { totals: readonly SheetTotal[]; differ: number }) {
  const wrong = differing(totals)
  const first = new Set(wrong)
  const [isWhole, setWhole] = useState(false)
  const rows = [...wrong, ...totals.filter(total => !first.has(total))]
  // What differs is never folded away.
  const few = Math.max(fewTotals, wrong.length)
  const shown = (unit: SheetTotal['unit'], value: number) => (unit === 'fen' ? yuan(value) : (area(value) ?? ''))
  return (
    <section className="stack-small">
      <h2>{words.own}</h2>
      {wrong.length > 0 && <p className="doubt">{words.differLine}</p>}
      {rows.length > 0 && differ > 0 && <p className="doubt">{words.stillIn(differ)}</p>}
      {rows.length === 0 ? (
        <p className="hint">{words.noOwn}</p>
      ) : (
        <DataTable
          caption={words.own}
          rows={isWhole ? rows : rows.slice(0, few)}
          rowKey={row => `${row.sheet} ${row.row} ${row.column} ${row.label}`}
          sticky={false}
          columns={[
            { title: words.ownColumns.where, cell: row => words.where(row.sheet, row.row) },
            { title: words.ownColumns.label, cell: row => row.label },
            { title: words.ownColumns.column, cell: row => row.column },
            { title: words.ownColumns.sheet, cell: row => shown(row.unit, row.sheetSum), figure: true },
            { title: words.ownColumns.ours, cell: row => shown(row.unit, row.oursSum), figure: true },
            {
              title: words.ownColumns.state,
              cell: ({ unit, sheetSum, oursSum }) =>
                sheetSum === oursSum ? (
                  <Tag tone="ok">{words.same}</Tag>
                ) : (
                  <Tag tone="due">{words.differs(shown(unit, Math.abs(sheetSum - oursSum)))}</Tag>
                ),
            },
          ]}
        />
      )}
      {!isWhole && rows.length > few && (
        <div>
          <Button onClick={() => setWhole(true)}>{words.allTotals(rows.length)}</Button>
        </div>
      )}
    </section>
  )
}

/** Agreeing sums of a sheet with one for every building: nobody reads them one by one. */
const fewTotals = 20

/** A thousand buildings would make a page of 45,000 pixels, with the sum at its end. */
const fewBuildings = 50

function Buildings({ rows }: { rows: ImportDetail['totals']['byBuilding'] }) {
  const [isWhole, setWhole] = useState(false)
  const sum = {
    building: words.sum,
    rooms: rows.reduce((total, row) => total + row.rooms, 0),
    builtM2x100: rows.reduce((total, row) => total + row.builtM2x100, 0),
  }
  return (
    <section className="stack-small">
      <h2>{words.buildings}</h2>
      <DataTable
        caption={words.buildings}
        rows={[sum, ...(isWhole ? rows : rows.slice(0, fewBuildings))]}
        rowKey={row => row.building}
        sticky={false}
        columns={[
          { title: words.buildingColumns.building, cell: row => row.building },
          { title: words.buildingColumns.rooms, cell: row => count(row.rooms), figure: true },
          { title: words.buildingColumns.area, cell: row => area(row.builtM2x100), figure: true },
        ]}
      />
      {!isWhole && rows.length > fewBuildings && (
        <div>
          <Button onClick={() => setWhole(true)}>{words.allBuildings(rows.length)}</Button>
        </div>
      )}
    </section>
  )
}
