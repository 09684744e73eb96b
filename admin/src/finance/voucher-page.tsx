import { financeApi } from '@linli/shared/finance/api'
import type { Voucher } from '@linli/shared/finance/voucher-schema'
import { sumFen } from '@linli/shared/money'
import { addMonths, monthOf, monthStart } from '@linli/shared/time'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { today, yuan } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton, State } from '../kit/state'
import { MonthStepper } from '../kit/stepper'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { VoucherExport } from './voucher-export'
import { VoucherSettings } from './voucher-settings'
import { voucherWords as words } from './voucher-words'

/** 凭证 of a closed month, as they go to the ledger software. */
export function VoucherPage() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const [setting, setSetting] = useState(false)
  const month = url.get('month') ?? monthOf(addMonths(monthStart(today()), -1))
  const query = useRead(financeApi.vouchers, { communityId, month })
  const { data } = query
  return (
    <Page
      title={shared.pages.vouchers}
      line={words.line}
      actions={can('finance:close') && <Button onClick={() => setSetting(true)}>{words.setUp}</Button>}
    >
      <MonthStepper month={month} change={next => url.set({ month: next })} />
      {!data ? (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton rows={6} />}</Card>
      ) : !data.isClosed ? (
        <Card>
          <State {...words.notClosed} action={<Link to={`/c/${communityId}/closing`}>{words.toClosing}</Link>} />
        </Card>
      ) : data.missing.length > 0 ? (
        <Banner tone="due">
          {words.missing}
          <ul>
            {data.missing.map(name => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Banner>
      ) : data.vouchers.length === 0 ? (
        <Card>
          <State {...words.nothing} />
        </Card>
      ) : (
        <>
          {can('finance:close') && <VoucherExport month={month} />}
          {data.vouchers.map(voucher => (
            <VoucherCard key={voucher.number} voucher={voucher} />
          ))}
        </>
      )}
      <VoucherSettings open={setting} close={() => setSetting(false)} />
    </Page>
  )
}

function VoucherCard({ voucher: { word, number, date, lines } }: { voucher: Voucher }) {
  const { columns } = words
  const title = words.number(word, number, date)
  const total = {
    summary: words.total,
    code: '',
    name: '',
    debitFen: sumFen(lines.map(({ debitFen }) => debitFen)),
    creditFen: sumFen(lines.map(({ creditFen }) => creditFen)),
  }
  return (
    <Card title={title}>
      <DataTable
        caption={title}
        rows={[...lines, total]}
        rowKey={({ code, debitFen }) => `${code} ${debitFen}`}
        sticky={false}
        columns={[
          { title: columns.summary, cell: line => line.summary },
          { title: columns.code, cell: line => line.code },
          { title: columns.name, cell: line => line.name },
          { title: columns.debit, cell: line => (line.debitFen === 0 ? '' : yuan(line.debitFen)), figure: true },
          { title: columns.credit, cell: line => (line.creditFen === 0 ? '' : yuan(line.creditFen)), figure: true },
        ]}
      />
    </Card>
  )
}
