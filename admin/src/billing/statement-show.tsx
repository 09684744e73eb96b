import { billingApi } from '@linli/shared/billing/api'
import { roomName } from '@linli/shared/communities/room-name'
import { BusinessDate } from '@linli/shared/time'
import { Link, useParams } from 'react-router'
import { ExportButton } from '../exports/export-button'
import { Banner } from '../kit/banner'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { StatementPaper } from './statement-paper'
import { firstDayOf, statementEnd, StatementRange } from './statement-range'
import { statementWords as words } from './statement-words'
import { useStatementPrint } from './use-statement-print'

/** 对账单 of one room: this year so far unless other dates are chosen; on the screen, on A4, as a workbook. */
export function StatementShow() {
  const { communityId } = usePlace()
  const { roomId = '' } = useParams()
  const url = useUrlState()
  const date = (name: string, otherwise: string) => BusinessDate.safeParse(url.get(name)).data ?? otherwise
  const from = date('from', firstDayOf('year'))
  const to = date('to', statementEnd())
  const isWrong = to < from
  const query = useRead(billingApi.statement, { communityId, roomId, from, to }, { enabled: !isWrong })
  const { data } = query
  const print = useStatementPrint({ input: { communityId, roomId, from, to }, disabled: !data })
  return (
    <Page
      title={shared.pages.statement}
      heading={data ? words.title(roomName(data.object.code)) : shared.pages.statement}
      line={
        <span className="no-print">
          {words.line} · <Link to={`/c/${communityId}/rooms?show=${roomId}`}>{words.back}</Link>
        </span>
      }
      actions={
        <div className="bar no-print">
          {data && <ExportButton endpoint={billingApi.statement.id} input={{ roomId, from, to }} />}
          {print.button}
        </div>
      }
    >
      <StatementRange from={from} to={to} />
      {print.notice}
      {isWrong ? (
        <Banner tone="danger">{words.badDates}</Banner>
      ) : data ? (
        <StatementPaper statement={data} />
      ) : (
        <Card>{query.error ? <Failed error={query.error} retry={query.refetch} /> : <Skeleton />}</Card>
      )}
    </Page>
  )
}
