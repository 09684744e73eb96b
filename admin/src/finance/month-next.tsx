import { financeApi } from '@linli/shared/finance/api'
import { type MonthCheck, monthCheckNames } from '@linli/shared/finance/month-schema'
import { formatMonth } from '@linli/shared/time'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Refusal } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DataTable } from '../kit/data-table'
import { Card } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { monthWords as words } from './words'

/** The one month that can be closed: what is looked at before, and the button. */
export function MonthNext() {
  const { communityId, can } = usePlace()
  const [asking, setAsking] = useState(false)
  const next = useRead(financeApi.nextMonth, { communityId }, { pollWhile: ({ closing }) => closing !== undefined })
  const close = useWrite(financeApi.closeMonth, {
    refreshes: ['finance.', 'audit.'],
    onDone: () => setAsking(false),
  })
  if (!next.data)
    return <Card>{next.error ? <Failed error={next.error} retry={next.refetch} /> : <Skeleton rows={4} />}</Card>
  const { month, closing, checks } = next.data
  const name = formatMonth(month)
  const left = checks.filter(check => check.count > 0)
  const despite = left.filter(check => !check.stops && check.name !== 'unsealed')
  const isBlocked = left.some(check => check.stops)
  if (closing)
    return (
      <Card title={words.running(name)}>
        <p className="hint" role="status">
          {words.runningLine}
        </p>
        {can('finance:close') && (
          <Button disabled={close.isPending} onClick={() => close.mutate({ communityId, month })}>
            {words.again}
          </Button>
        )}
        <Refusal error={close.error} />
      </Card>
    )
  return (
    <Card
      title={words.next(name)}
      extra={
        can('finance:close') && (
          <Button type="primary" disabled={isBlocked} onClick={() => setAsking(true)}>
            {words.close(name)}
          </Button>
        )
      }
    >
      <DataTable<MonthCheck>
        caption={words.checksCaption}
        rows={checks}
        rowKey={check => check.name}
        sticky={false}
        columns={[
          { title: words.checkColumns.name, cell: check => <CheckName check={check} month={month} /> },
          { title: words.checkColumns.result, cell: check => <CheckResult check={check} /> },
        ]}
      />
      <ConfirmDialog
        title={words.confirmTitle(name)}
        open={asking}
        close={() => setAsking(false)}
        action={words.close(name)}
        busy={close.isPending}
        error={close.error}
        confirm={() => close.mutate({ communityId, month, despite: despite.map(check => check.name) })}
      >
        <p>{words.confirmLine}</p>
        {despite.length > 0 && (
          <>
            <p>{words.despite}</p>
            <ul>
              {despite.map(check => (
                <li key={check.name}>
                  {monthCheckNames[check.name]}：{words.left(check.count)}
                </li>
              ))}
            </ul>
          </>
        )}
      </ConfirmDialog>
    </Card>
  )
}

/** What is left leads to where it is done. */
function CheckName({ check: { name, count: left }, month }: { check: MonthCheck; month: string }) {
  const { communityId, can } = usePlace()
  const to = { days: `tills?month=${month}`, drafts: 'runs' }[String(name)]
  const mayOpen = name === 'days' || can('billing:read')
  if (!to || left === 0 || !mayOpen) return monthCheckNames[name]
  return <Link to={`/c/${communityId}/${to}`}>{monthCheckNames[name]}</Link>
}

function CheckResult({ check: { name, count: left, stops } }: { check: MonthCheck }) {
  if (left === 0) return <Tag tone="ok">{words.fine}</Tag>
  const text = name === 'ended' ? words.ended : words.left(left)
  return (
    <>
      <Tag tone={stops ? 'danger' : 'due'}>{text}</Tag>{' '}
      <span className="hint">{stops ? words.stops : name === 'unsealed' ? words.sealedToo : words.mayStay}</span>
    </>
  )
}
