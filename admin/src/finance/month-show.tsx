import { financeApi } from '@linli/shared/finance/api'
import { type ClosedMonth, feeRegimeNames, type MonthReport } from '@linli/shared/finance/month-schema'
import { formatMonth } from '@linli/shared/time'
import { Link } from 'react-router'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { count, dateTime } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { MonthTables } from './month-tables'
import { monthWords as words } from './words'

/** 月报 of a closed month: what its books said when they were closed. */
export function MonthShow({ month, close }: { month: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const query = useRead(
    financeApi.monthReport,
    { communityId, month: month ?? '' },
    { enabled: month !== undefined, pollWhile: ({ report }) => report === undefined },
  )
  const { closing, report } = query.data ?? {}
  return (
    <DetailDrawer
      title={month ? words.title(formatMonth(month)) : ''}
      open={month !== undefined}
      close={close}
      width={960}
    >
      {closing ? (
        <>
          <Head closing={closing} report={report} />
          {report ? <MonthTables report={report} /> : <p role="status">{words.making}</p>}
        </>
      ) : query.error ? (
        <Failed error={query.error} retry={query.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Head({ closing, report }: { closing: ClosedMonth; report: MonthReport | undefined }) {
  const { communityId } = usePlace()
  const { facts } = words
  return (
    <>
      <Facts
        items={[
          [facts.by, closing.askedBy.name],
          [facts.at, closing.closedAt && dateTime(closing.closedAt)],
          [facts.postings, closing.postings === undefined ? undefined : count(closing.postings)],
          [facts.regime, report && feeRegimeNames[report.regime]],
          [facts.warnings, closing.warnings.join('；')],
          [facts.hash, closing.reportSha256?.slice(0, 16)],
        ]}
      />
      <div className="bar">
        <Link to={`/c/${communityId}/vouchers?month=${closing.month}`}>{words.toVouchers}</Link>
        <Link to={`/c/${communityId}/journal?month=${closing.month}`}>{words.toJournal}</Link>
      </div>
    </>
  )
}
