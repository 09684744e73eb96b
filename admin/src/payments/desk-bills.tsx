import type { DeskRoom } from '@linli/shared/payments/desk-api'
import type { OfficeOrder } from '@linli/shared/payments/schema'
import { atOnceName, periodName } from '@linli/shared/billing/words'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { Button, Input } from 'antd'
import { Link } from 'react-router'
import { billWords } from '../billing/bill-words'
import { Banner } from '../kit/banner'
import { DataTable } from '../kit/data-table'
import { yuan } from '../kit/format'
import { Card } from '../kit/page'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePlace } from '../session'
import { type Row, rowsOf, type Typed } from './desk-basket'
import { DeskPrepay } from './desk-prepay'
import { DeskHeld } from './desk-held'
import { deskWords as words } from './desk-words'

type Props = {
  room: DeskRoom
  taken: (order: OfficeOrder) => void
  typed: Typed
  type: (billId: string, text: string | false | undefined) => void
  drop: () => void
}

/** One household at the counter: who lives there, its open bills, ticked, each with what it gets this time. */
export function DeskBills({ room, taken, typed, type, drop }: Props) {
  const { communityId } = usePlace()
  const rows = rowsOf(room.bills, typed)
  const { code, roomId } = room.room
  const isHolder = room.bills.some(({ object }) => object.type === 'holder')
  return (
    <Card
      title={
        <>
          {isHolder ? code : <Link to={`/c/${communityId}/rooms?show=${roomId}`}>{code}</Link>}
          <span className="desk-people">
            {words.residents([...new Set(room.residents.map(({ personName }) => personName))])}
          </span>
        </>
      }
      extra={
        <Button size="small" aria-label={words.drop(code)} onClick={drop}>
          {kitWords.close}
        </Button>
      }
    >
      {room.bills.some(bill => bill.payingOrderId) && <Banner tone="due">{words.online}</Banner>}
      {rows.length === 0 ? (
        <p className="hint">{words.paidUp}</p>
      ) : (
        <DeskBillTable rows={rows} code={code} type={type} />
      )}
      <DeskPrepay room={room} />
      <DeskHeld room={room} taken={taken} />
    </Card>
  )
}

/** The ticked bills of a household, each with what it gets. */
export function DeskBillTable({ rows, code, type }: { rows: Row[]; code: string; type: Props['type'] }) {
  const { columns } = words
  return (
    <DataTable
      caption={`${code} ${words.bills}`}
      rows={rows}
      rowKey={row => row.bill.billId}
      sticky={false}
      choosing={{
        chosen: new Set(rows.filter(row => row.chosen).map(row => row.bill.billId)),
        toggle: row => type(row.bill.billId, row.chosen ? false : undefined),
        label: ({ bill }) => words.choose(bill.feeItemName, periodName(bill.period)),
      }}
      columns={[
        {
          title: columns.item,
          cell: ({ bill }) => (
            <>
              {bill.feeItemName} {bill.dispute && <Tag tone="info">{billWords.isDisputed}</Tag>}
            </>
          ),
        },
        { title: columns.period, cell: ({ bill }) => <span className="unbroken">{periodName(bill.period)}</span> },
        {
          title: columns.due,
          cell: ({ bill }) => (
            <>
              {yuan(wholeDue(bill))}
              {bill.discountFen && (
                <div className="small hint">
                  {bill.atOnce && bill.purchase?.discount
                    ? words.atOnce(atOnceName(bill.purchase.discount), yuan(bill.discountFen))
                    : words.discounted(yuan(bill.discountFen))}
                </div>
              )}
              {bill.lateFeeFen > 0 && <div className="small hint">{words.late(yuan(bill.lateFeeFen))}</div>}
            </>
          ),
          figure: true,
        },
        {
          title: columns.pay,
          cell: ({ bill, chosen, text, problem }) => (
            <Input
              className="desk-amount"
              inputMode="decimal"
              aria-label={words.payOf(bill.feeItemName, periodName(bill.period))}
              aria-invalid={chosen && problem}
              status={chosen && problem ? 'error' : ''}
              disabled={!chosen}
              value={chosen ? text : ''}
              onFocus={event => event.target.select()}
              onChange={event => type(bill.billId, event.target.value)}
            />
          ),
          figure: true,
        },
      ]}
    />
  )
}
