import { natureNames } from '@linli/shared/billing/words'
import { expenseCategoryNames } from '@linli/shared/finance/expense-category'
import type { MonthFigures, MonthReport } from '@linli/shared/finance/month-schema'
import { bookAccountNames } from '@linli/shared/finance/voucher-schema'
import { channelNames } from '@linli/shared/payments/schema'
import type { ReactNode } from 'react'
import { DataTable } from '../kit/data-table'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { monthWords as words } from './words'

/** A month's figures: the whole, then by item, building, nature and channel, and the accounts. */
export function MonthTables({ report }: { report: MonthReport }) {
  const { sums, channelColumns, spendingColumns, accountColumns } = words
  const { whole } = report
  return (
    <>
      <Facts
        items={[
          [sums.billed, yuan(whole.billedFen)],
          [sums.received, yuan(whole.receivedFen)],
          [sums.current, yuan(whole.receivedCurrentFen)],
          [sums.old, yuan(whole.receivedOldFen)],
          [sums.ahead, yuan(whole.receivedAheadFen)],
          [sums.lateFee, yuan(whole.lateFeeFen)],
          ...(whole.broughtFen === 0 ? [] : [[sums.brought, yuan(whole.broughtFen)] satisfies [string, string]]),
          [sums.opening, yuan(whole.openingArrearsFen)],
          [sums.arrears, yuan(whole.arrearsFen)],
        ]}
      />
      <Groups title={words.byItem} head={words.item} rows={report.items} nameOf={({ name }) => name || words.noItem} />
      <Groups
        title={words.byBuilding}
        head={words.building}
        rows={report.buildings}
        nameOf={({ building }) => building || words.noBuilding}
      />
      <Groups
        title={words.byNature}
        head={words.nature}
        rows={report.natures}
        nameOf={({ nature }) => (nature ? natureNames[nature] : words.noItem)}
      />
      <Part title={words.byChannel}>
        <DataTable
          caption={words.byChannel}
          rows={report.channels}
          rowKey={({ channel }) => channel}
          sticky={false}
          columns={[
            { title: channelColumns.channel, cell: row => channelNames[row.channel] },
            { title: channelColumns.bills, cell: row => yuan(row.billsFen), figure: true },
            { title: channelColumns.lateFee, cell: row => yuan(row.lateFeeFen), figure: true },
            { title: channelColumns.prepaid, cell: row => yuan(row.prepaidFen), figure: true },
            { title: channelColumns.deposit, cell: row => yuan(row.depositFen), figure: true },
            { title: channelColumns.other, cell: row => yuan(row.otherFen), figure: true },
            { title: channelColumns.moved, cell: row => yuan(row.movedFen), figure: true },
          ]}
        />
      </Part>
      {report.expenses.length > 0 && (
        <Part title={words.bySpending}>
          <DataTable
            caption={words.bySpending}
            rows={report.expenses}
            rowKey={({ category }) => category}
            sticky={false}
            columns={[
              { title: spendingColumns.category, cell: row => expenseCategoryNames[row.category] },
              { title: spendingColumns.spent, cell: row => yuan(row.spentFen), figure: true },
              { title: spendingColumns.common, cell: row => yuan(row.commonFen), figure: true },
            ]}
          />
        </Part>
      )}
      <Part title={words.byAccount}>
        <DataTable
          caption={words.byAccount}
          rows={report.accounts}
          rowKey={({ account }) => account}
          sticky={false}
          columns={[
            { title: accountColumns.account, cell: row => bookAccountNames[row.account] },
            { title: accountColumns.opening, cell: row => yuan(row.openingFen), figure: true },
            { title: accountColumns.debit, cell: row => yuan(row.debitFen), figure: true },
            { title: accountColumns.credit, cell: row => yuan(row.creditFen), figure: true },
            { title: accountColumns.closing, cell: row => yuan(row.closingFen), figure: true },
          ]}
        />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="drawer-part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

type GroupsProps<T> = { title: string; head: string; rows: T[]; nameOf: (row: T) => string }

function Groups<T extends MonthFigures>({ title, head, rows, nameOf }: GroupsProps<T>) {
  const { sums } = words
  return (
    <Part title={title}>
      <DataTable<T>
        caption={title}
        rows={rows}
        rowKey={row => `${nameOf(row)}-${rows.indexOf(row)}`}
        sticky={false}
        columns={[
          { title: head, cell: nameOf },
          { title: sums.opening, cell: row => yuan(row.openingArrearsFen), figure: true },
          { title: sums.billed, cell: row => yuan(row.billedFen), figure: true },
          { title: sums.received, cell: row => yuan(row.receivedFen), figure: true },
          { title: sums.lateFee, cell: row => yuan(row.lateFeeFen), figure: true },
          { title: sums.arrears, cell: row => yuan(row.arrearsFen), figure: true },
        ]}
      />
    </Part>
  )
}
