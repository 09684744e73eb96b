import { billingApi } from '@linli/shared/billing/api'
import { roomName } from '@linli/shared/communities/room-name'
import { BusinessDate, monthEnd } from '@linli/shared/time'
import { Button, Input } from 'antd'
import { Link, useParams } from 'react-router'
import { ExportButton } from '../exports/export-button'
import { Banner } from '../kit/banner'
import { today } from '../kit/format'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { StatementPaper } from './statement-paper'
import { statementWords as words } from './statement-words'

/** 对账单 of one room: this year so far unless other dates are chosen; printed as it stands. */
export function StatementShow() {
  const { communityId } = usePlace()
  const { roomId = '' } = useParams()
  const url = useUrlState()
  const date = (name: string, otherwise: string) => BusinessDate.safeParse(url.get(name)).data ?? otherwise
  const from = date('from', `${today().slice(0, 4)}-01-01`)
  const to = date('to', monthEnd(today()))
  const isWrong = to < from
  const query = useRead(billingApi.statement, { communityId, roomId, from, to }, { enabled: !isWrong })
  const { data } = query
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
          {(['from', 'to'] as const).map(name => (
            <label key={name} className="bar">
              {words[name]}
              <Input
                type="date"
                value={name === 'from' ? from : to}
                onChange={event => url.set({ [name]: event.target.value }, { replace: true })}
              />
            </label>
          ))}
          {data && <ExportButton endpoint={billingApi.statement.id} input={{ roomId, from, to }} />}
          <Button type="primary" disabled={!data} onClick={() => window.print()}>
            {words.print}
          </Button>
        </div>
      }
    >
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
