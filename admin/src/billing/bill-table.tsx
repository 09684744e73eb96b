import { type BillState, billStateNames, type BillView } from '@linli/shared/billing/schema'
import { periodName } from '@linli/shared/billing/words'
import { type ReactNode, useState } from 'react'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { SelectionBar } from '../kit/selection-bar'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import type { PagesQuery } from '../queries'
import { billWords as words } from './bill-words'

const tones: Record<BillState, Tone> = { published: 'due', part_paid: 'due', paid: 'ok', void: 'closed' }

/** The bill's state as its word, and how long it is overdue. */
export function BillTag({ bill }: { bill: BillView }) {
  return (
    <>
      <Tag tone={tones[bill.state]}>{billStateNames[bill.state]}</Tag>
      {bill.dueFen > 0 && bill.dispute && (
        <>
          {' '}
          <Tag tone="info">{words.isDisputed}</Tag>
        </>
      )}
      {bill.overdueDays > 0 && bill.dueFen > 0 && (
        <span className="bill-overdue small"> {words.overdue(bill.overdueDays)}</span>
      )}
    </>
  )
}

export function BillTable({ query, empty }: { query: PagesQuery<BillView>; empty: ReactNode }) {
  const url = useUrlState()
  const [chosen, setChosen] = useState<ReadonlyMap<string, BillView>>(new Map())
  const toggle = (bill: BillView) =>
    setChosen(before => {
      const next = new Map(before)
      if (!next.delete(bill.billId)) next.set(bill.billId, bill)
      return next
    })
  const amounts = [...chosen.values()].map(bill => bill.amountFen)
  return (
    <>
      <SelectionBar amounts={amounts} clear={() => setChosen(new Map())} />
      <PagedTable
        caption={words.caption}
        query={query}
        rowKey={bill => bill.billId}
        open={bill => url.set({ show: `${bill.object.id}.${bill.billId}` })}
        selected={url.get('show')?.split('.')[1]}
        choosing={{
          chosen: new Set(chosen.keys()),
          toggle,
          label: bill => kitWords.choose(`${bill.object.code} ${bill.feeItemName}`),
        }}
        empty={empty}
        columns={[
          { title: words.columns.room, cell: bill => bill.object.code },
          { title: words.columns.payer, cell: bill => bill.payer.name, wide: true },
          { title: words.columns.item, cell: bill => bill.feeItemName },
          { title: words.columns.period, cell: bill => periodName(bill.period) },
          { title: words.columns.amount, cell: bill => yuan(bill.amountFen), figure: true },
          { title: words.columns.paid, cell: bill => yuan(bill.paidFen), figure: true },
          { title: words.columns.due, cell: bill => bill.dueDate, figure: true },
          { title: words.columns.state, cell: bill => <BillTag bill={bill} /> },
        ]}
      />
    </>
  )
}
