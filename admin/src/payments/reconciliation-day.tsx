import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import type { MonthOfReconciliation, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { Button } from 'antd'
import { Banner, Refusal } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { DetailDrawer } from '../kit/detail-drawer'
import { yuan } from '../kit/format'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import { DifferenceTable } from './difference-table'
import { markOf } from './reconciliation-marks'
import { reconciliationWords as words } from './reconciliation-words'

type Props = { shown: string | undefined; merchants: MonthOfReconciliation['merchants']; close: () => void }

/** A merchant's day: ours beside the channel's, what differs, and a look at it at once. `shown` is `date.merchantRef`. */
export function ReconciliationDay({ shown, merchants, close }: Props) {
  const date = shown?.slice(0, 10) ?? ''
  const merchantRef = shown?.slice(11) ?? ''
  const merchant = merchants.find(each => each.merchantRef === merchantRef)
  const day = merchant?.days.find(each => each.date === date)
  const name = merchant ? words.merchant(channelNames[merchant.channel], merchant.entityName) : merchantRef
  return (
    <DetailDrawer title={words.title(date, name)} open={shown !== undefined} close={close} width={860}>
      <Look date={date} merchantRef={merchantRef} day={day} />
      {day?.state === 'waiting' && day.wait && (
        <Banner tone={day.wait === 'creating' ? 'info' : 'due'}>{words.waits[day.wait]}</Banner>
      )}
      {day?.finishedAt ? <Sides day={day} /> : <p className="hint">{words.notYet}</p>}
      {day && <DifferenceTable day={day} />}
    </DetailDrawer>
  )
}

function Look({ date, merchantRef, day }: { date: string; merchantRef: string; day: Reconciliation | undefined }) {
  const { communityId } = usePlace()
  const look = useWrite(reconciliationApi.reconcile, { refreshes: ['payments.', 'insight.', 'finance.'] })
  const { tone, word } = markOf(day)
  return (
    <>
      <div className="bar">
        <Tag tone={tone}>{word}</Tag>
        <Button loading={look.isPending} onClick={() => look.mutate({ communityId, merchantRef, date })}>
          {day?.state === 'done' ? words.again : words.first}
        </Button>
      </div>
      <Refusal error={look.error} />
    </>
  )
}

function Sides({ day }: { day: Reconciliation }) {
  const rows = [
    {
      what: words.paid,
      ours: words.of(day.localCount, yuan(day.localFen)),
      channel: words.of(day.channelCount, yuan(day.channelFen)),
    },
    {
      what: words.refunded,
      ours: words.of(day.localRefundCount, yuan(day.localRefundFen)),
      channel: words.of(day.refundCount, yuan(day.refundFen)),
    },
    { what: words.fee, ours: kitWords.none, channel: yuan(day.feeFen) },
    { what: words.foreign, ours: kitWords.none, channel: words.of(day.foreignCount, yuan(day.foreignFen)) },
  ]
  return (
    <DataTable
      caption={words.sides}
      sticky={false}
      rows={rows}
      rowKey={row => row.what}
      columns={[
        { title: words.sides, cell: row => row.what },
        { title: words.columns.ours, cell: row => row.ours, figure: true },
        { title: words.columns.channel, cell: row => row.channel, figure: true },
      ]}
    />
  )
}
