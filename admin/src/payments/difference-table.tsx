import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import {
  type Difference,
  differenceKindNames,
  type Reconciliation,
  resolutionNames,
  Resolution,
  waysOfDifference,
} from '@linli/shared/payments/reconciliation-schema'
import { Button, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages, useWrite } from '../queries'
import { usePlace } from '../session'
import { reconciliationWords as words } from './reconciliation-words'

const money = (fen: number | undefined) => (fen === undefined ? kitWords.none : yuan(fen))

/** The differences of a day, those that were resolved with what came of them. */
export function DifferenceTable({ day }: { day: Reconciliation }) {
  const { communityId } = usePlace()
  const { merchantRef, date } = day
  const query = usePages(reconciliationApi.listDifferences, { communityId, merchantRef, date })
  const [shown, setShown] = useState<Difference>()
  const { refetch } = query
  useEffect(() => void refetch(), [day.open, day.finishedAt, refetch])
  const { differenceColumns: columns } = words
  return (
    <>
      <h3>{words.differences}</h3>
      <PagedTable
        plain
        sticky={false}
        caption={words.differences}
        query={query}
        rowKey={each => each.differenceId}
        empty={day.state === 'done' ? <State {...words.even} /> : null}
        columns={[
          {
            title: columns.kind,
            cell: each => <Tag tone={each.resolved ? 'closed' : 'due'}>{differenceKindNames[each.kind]}</Tag>,
          },
          { title: columns.number, cell: each => <Numbers difference={each} /> },
          { title: columns.ours, cell: each => money(each.localFen), figure: true },
          { title: columns.channel, cell: each => money(each.channelFen), figure: true },
          {
            title: columns.what,
            cell: each => (each.resolved ? <Done {...each.resolved} /> : <Todo difference={each} open={setShown} />),
          },
        ]}
      />
      <Resolve difference={shown} close={() => setShown(undefined)} />
    </>
  )
}

/** What was done, by whom and why. */
function Done({ how, by, reason }: NonNullable<Difference['resolved']>) {
  return (
    <>
      {how !== 'gone' && <strong>{resolutionNames[how]}</strong>}
      <span className="hint small">
        {how !== 'gone' && <br />}
        {words.doneBy(by, reason)}
      </span>
    </>
  )
}

function Todo({ difference, open }: { difference: Difference; open: (difference: Difference) => void }) {
  const { proposed } = difference
  return (
    <>
      <Button size="small" onClick={() => open(difference)}>
        {words.resolve}
      </Button>
      {proposed && (
        <span className="hint small">
          <br />
          {words.proposed(proposed.by, proposed.reason)}
        </span>
      )}
    </>
  )
}

/** The order leads to its page where it is ours; the channel's own number is what its platform is asked with. */
function Numbers({ difference: { orderId, transactionId, refundNo } }: { difference: Difference }) {
  const { communityId } = usePlace()
  return (
    <>
      <Link className="figure" to={`/c/${communityId}/orders?show=${orderId}`}>
        {words.order} …{orderId.slice(-8)}
      </Link>
      {transactionId && (
        <span className="hint small">
          <br />
          {words.transaction} {transactionId}
        </span>
      )}
      {refundNo && (
        <span className="hint small">
          <br />
          {words.refundNo} {refundNo}
        </span>
      )}
    </>
  )
}

/** The button of money that is taken back says how much. */
function actionOf(how: Resolution, difference: Difference | undefined): string {
  if (how !== 'reversed' || !difference) return resolutionNames[how]
  return words.reverse(yuan((difference.localFen ?? 0) - (difference.channelFen ?? 0)))
}

function Resolve({ difference, close }: { difference: Difference | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const ways = difference ? waysOfDifference(difference) : []
  const [chosen, setChosen] = useState<Resolution>()
  const how = chosen && ways.includes(chosen) ? chosen : ways[0]
  const write = useWrite(reconciliationApi.resolveDifference, {
    refreshes: ['payments.', 'insight.', 'finance.', 'audit.', 'billing.'],
    onDone: close,
  })
  const confirm = (reason: string) => {
    if (!difference || !how) return
    const { merchantRef, date, differenceId } = difference
    write.mutate({ communityId, merchantRef, date, differenceId, how, reason })
  }
  return (
    <ConfirmDialog
      title={words.resolveTitle}
      open={difference !== undefined}
      close={close}
      action={how ? actionOf(how, difference) : words.resolve}
      needsReason
      danger={how === 'reversed'}
      busy={write.isPending}
      error={write.error}
      confirm={confirm}
    >
      <Radio.Group
        aria-label={words.how}
        value={how}
        onChange={event => setChosen(Resolution.parse(event.target.value))}
        options={ways.map(way => ({ value: way, label: resolutionNames[way] }))}
      />
      {how && <p className="hint">{words.lines[how]}</p>}
      {how === 'reversed' && difference?.proposed && (
        <Banner tone="due">{words.proposed(difference.proposed.by, difference.proposed.reason)}</Banner>
      )}
    </ConfirmDialog>
  )
}
