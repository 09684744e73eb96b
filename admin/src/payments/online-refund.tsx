import { periodName } from '@linli/shared/billing/words'
import { formatYuan, parseYuan } from '@linli/shared/money'
import { refundApi, type Refundable } from '@linli/shared/payments/refund-api'
import { channelNames, type OfficeOrder } from '@linli/shared/payments/schema'
import { Input } from 'antd'
import { useState } from 'react'
import { Banner } from '../kit/banner'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { DataTable } from '../kit/data-table'
import { yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { onlineWords } from './online-words'
import { refundRefreshes as refreshes } from './refund-moving'
import { backOf } from './refund-amounts'

const words = onlineWords.ask
type Props = { order: OfficeOrder; open: boolean; close: () => void; done: (refundId: string) => void }

/** Online money back the way it came: all that is left, or less of some bills; or what became a prepayment. */
export function OnlineRefund({ order, open, close, done }: Props) {
  const { communityId, orderId, channel } = order
  const toast = useToast()
  const found = useRead(refundApi.refundable, { communityId, orderId }, { enabled: open })
  const [typed, setTyped] = useState<Record<string, string>>({})
  const ask = useWrite(refundApi.requestRefund, {
    refreshes,
    onDone: ({ refundId }) => {
      toast(words.done)
      setTyped({})
      close()
      done(refundId)
    },
  })
  const data = found.data
  const [lot] = data && data.bills.length === 0 ? data.lots : []
  const rows = data ? rowsOf(data) : []
  const { bills, totalFen } = lot ? { bills: [], totalFen: lot.leftFen } : backOf(rows, typed)
  const isAbove = data !== undefined && data.unapprovedFen + (totalFen ?? 0) > data.limitFen
  const isWhole = rows.every(({ key }) => typed[key] === undefined)
  return (
    <ConfirmDialog
      title={lot ? words.lot : words.title}
      open={open}
      close={close}
      action={totalFen === undefined ? words.bad : words.action(yuan(totalFen))}
      danger
      needsReason
      blocked={!data || data.refused !== undefined || totalFen === undefined || totalFen === 0}
      busy={ask.isPending}
      error={ask.error}
      confirm={reason =>
        ask.mutate({ communityId, orderId, reason, ...(lot ? { lotId: lot.lotId } : isWhole ? {} : { bills }) })
      }
    >
      <p>{words.line(channelNames[channel])}</p>
      {found.error && <Failed error={found.error} retry={found.refetch} />}
      {!data && !found.error && <Skeleton />}
      {data?.refused && <Banner tone="danger">{words.refused[data.refused]}</Banner>}
      {data && !lot && rows.length === 0 && <Banner tone="info">{words.none}</Banner>}
      {data && (lot || rows.length > 0) && (
        <>
          <DataTable
            caption={words.title}
            rows={lot ? [{ key: lot.lotId, room: '', name: words.lotRow, fen: lot.leftFen }] : rows}
            rowKey={({ key }) => key}
            sticky={false}
            columns={[
              { title: words.columns.room, cell: ({ room }) => <span className="figure">{room}</span> },
              { title: words.columns.item, cell: ({ name }) => name },
              { title: words.columns.left, cell: ({ fen }) => yuan(fen), figure: true },
              {
                title: words.columns.back,
                cell: row =>
                  lot ? (
                    yuan(row.fen)
                  ) : (
                    <Amount
                      name={row.name}
                      most={row.fen}
                      text={typed[row.key] ?? formatYuan(row.fen)}
                      change={text => setTyped(before => ({ ...before, [row.key]: text }))}
                    />
                  ),
                figure: true,
              },
            ]}
          />
          <p className="hint">{isAbove ? words.above(yuan(data.limitFen)) : words.within(yuan(data.limitFen))}</p>
        </>
      )}
    </ConfirmDialog>
  )
}

const rowsOf = ({ bills }: Refundable) =>
  bills.map(({ billId, object, feeItemName, period, leftFen }) => ({
    key: billId,
    room: object.code,
    name: `${feeItemName} ${periodName(period)}`,
    fen: leftFen,
  }))

function Amount({
  name,
  most,
  text,
  change,
}: {
  name: string
  most: number
  text: string
  change: (text: string) => void
}) {
  const isBad = (parseYuan(text) ?? -1) < 0 || (parseYuan(text) ?? 0) > most
  return (
    <Input
      className="desk-amount"
      inputMode="decimal"
      aria-label={words.backOf(name, '')}
      aria-invalid={isBad}
      status={isBad ? 'error' : ''}
      value={text}
      onChange={event => change(event.target.value)}
    />
  )
}
