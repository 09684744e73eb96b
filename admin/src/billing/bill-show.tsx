import { billingApi } from '@linli/shared/billing/api'
import type { Bill, BillView } from '@linli/shared/billing/schema'
import { discountedFen } from '@linli/shared/billing/movements'
import { natureNames, periodName } from '@linli/shared/billing/words'
import { paymentsApi } from '@linli/shared/payments/api'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { Banner } from '../kit/banner'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { dateTime, yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { ToldLink } from '../messages/told-link'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { adjustWords, creditWords } from './adjust-words'
import { BillAdjust } from './bill-adjust'
import { BillTag } from './bill-table'
import { BillDispute } from './bill-dispute'
import { BillVoid } from './bill-void'
import { BillWaive } from './bill-waive'
import './billing.css'
import { Computation } from './computation'
import { billWords as words } from './bill-words'

type Props = {
  roomId: string | undefined
  billId: string | undefined
  close: () => void
  goTo: (bill: Bill) => void
}

export function BillShow({ roomId = '', billId, close, goTo }: Props) {
  const { communityId } = usePlace()
  const bill = useRead(
    billingApi.getBill,
    { communityId, roomId, billId: billId ?? '' },
    { enabled: billId !== undefined },
  )
  return (
    <DetailDrawer
      title={bill.data ? words.title(bill.data.feeItemName, periodName(bill.data.period)) : words.caption}
      open={billId !== undefined}
      close={close}
    >
      {bill.data ? (
        <Details bill={bill.data} goTo={goTo} />
      ) : bill.error ? (
        <Failed error={bill.error} retry={bill.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ bill, goTo }: { bill: BillView; goTo: (bill: Bill) => void }) {
  const { communityId, can } = usePlace()
  const [voiding, setVoiding] = useState(false)
  const [waiving, setWaiving] = useState(false)
  const [disputing, setDisputing] = useState(false)
  const [adjusting, setAdjusting] = useState(false)
  const base = `/c/${communityId}`
  const facts = words.facts
  const isBeingPaid = bill.payingUntil !== undefined && bill.payingUntil > new Date().toISOString()
  const orderId = bill.paidOrderId ?? bill.payingOrderId
  const paidBy = usePaidBy(bill)
  return (
    <>
      <Facts
        items={[
          [facts.room, <RoomLink key="room" bill={bill} />],
          [facts.payer, `${words.payerKinds[bill.payer.kind]} ${bill.payer.name}`],
          [facts.state, <BillTag key="state" bill={bill} />],
          [facts.amount, yuan(bill.amountFen)],
          [facts.paid, yuan(bill.paidFen)],
          [facts.left, yuan(bill.dueFen)],
          ...(bill.discountFen ? [[facts.onTime, yuan(-bill.discountFen)] satisfies [string, string]] : []),
          ...(discountedFen(bill) > 0
            ? [[facts.discounted, yuan(-discountedFen(bill))] satisfies [string, string]]
            : []),
          ...(bill.lateFeeFen > 0 ? [[facts.lateFee, yuan(bill.lateFeeFen)] satisfies [string, string]] : []),
          ...(bill.lateFeePaidFen > 0
            ? [[facts.lateFeePaid, yuan(bill.lateFeePaidFen)] satisfies [string, string]]
            : []),
          ...(bill.lateFeeWaivedFen
            ? [[facts.lateFeeWaived, yuan(bill.lateFeeWaivedFen)] satisfies [string, string]]
            : []),
          [facts.due, bill.dueDate],
          [facts.published, dateTime(bill.publishedAt)],
          [facts.paidAt, bill.paidAt && dateTime(bill.paidAt)],
          ...(paidBy ? [[facts.paidBy, paidBy] satisfies [string, string]] : []),
          [facts.nature, natureNames[bill.nature]],
          ...(bill.rev > 0 && !bill.adjusts
            ? [[facts.rev, words.reissuedAs(bill.rev)] satisfies [string, string]]
            : []),
          ...(bill.lateFee ? [[facts.clause, bill.lateFee.clause] satisfies [string, string]] : []),
          ...(bill.voidReason ? [[facts.voidReason, bill.voidReason] satisfies [string, string]] : []),
          ...(bill.adjusts ? [[adjustWords.reason, bill.adjusts.reason] satisfies [string, string]] : []),
          ...(bill.credit ? [[adjustWords.credited, creditWords(bill.credit)] satisfies [string, string]] : []),
        ]}
      />
      {bill.dispute && <Banner tone="due">{words.disputed(bill.dispute.from, bill.dispute.reason)}</Banner>}
      {isBeingPaid && <Tag tone="info">{words.beingPaid}</Tag>}
      <div className="bar">
        {orderId && can('payments:read') && <Link to={`${base}/orders?show=${orderId}`}>{facts.order}</Link>}
        <BillLinks bill={bill} />
        {/* What says that bills are there speaks of a room's. */}
        {bill.object.type === 'room' && <ToldLink objectId={bill.object.id} />}
        {can('audit:read') && <Link to={`${base}/audit?object=bill/${bill.billId}`}>{words.audit}</Link>}
        <span className="bar-space" />
        {can('billing:run') && (bill.dispute !== undefined || bill.dueFen > 0) && (
          <Button onClick={() => setDisputing(true)}>{bill.dispute ? words.settleDispute : words.dispute}</Button>
        )}
        {can('billing:waive') && bill.lateFeeFen > 0 && <Button onClick={() => setWaiving(true)}>{words.waive}</Button>}
        {can('billing:void') && bill.state !== 'void' && !bill.opening && !bill.adjusts && (
          <Button onClick={() => setAdjusting(true)}>{adjustWords.adjust}</Button>
        )}
        {can('billing:void') && (bill.state === 'published' || (bill.credit && bill.state !== 'void')) && (
          <Button danger onClick={() => setVoiding(true)}>
            {words.void}
          </Button>
        )}
      </div>
      {bill.opening ? (
        <Banner tone="info">{words.opening}</Banner>
      ) : (
        <Computation lines={bill.lines} amountFen={bill.amountFen} />
      )}
      <BillDispute bill={bill} open={disputing} close={() => setDisputing(false)} />
      <BillWaive bill={bill} open={waiving} close={() => setWaiving(false)} />
      <BillAdjust bill={bill} open={adjusting} close={() => setAdjusting(false)} goTo={goTo} />
      <BillVoid bill={bill} open={voiding} close={() => setVoiding(false)} goTo={goTo} />
    </>
  )
}

/** Who paid may be somebody else than who owed (代缴); the receipt knows. */
function usePaidBy({ paidOrderId = '' }: BillView): string | undefined {
  const { communityId, can } = usePlace()
  const enabled = paidOrderId !== '' && can('payments:read')
  return useRead(paymentsApi.getReceipt, { communityId, orderId: paidOrderId }, { enabled }).data?.paidBy
}

/** A 补差 and the bill that it corrects lead to each other. */
function BillLinks({ bill }: { bill: BillView }) {
  const { communityId } = usePlace()
  const to = (billId: string) => `/c/${communityId}/bills?show=${bill.object.id}.${billId}`
  return (
    <>
      {bill.adjusts && <Link to={to(bill.adjusts.billId)}>{adjustWords.original}</Link>}
      {bill.adjustedBy?.map((billId, nth) => (
        <Link key={billId} to={to(billId)}>
          {adjustWords.adjustments}
          {adjustWords.nth(nth + 1)}
        </Link>
      ))}
    </>
  )
}

function RoomLink({ bill }: { bill: BillView }) {
  const { communityId } = usePlace()
  const { type, id, code } = bill.object
  if (type === 'holder') return <>{code}</>
  return <Link to={`/c/${communityId}/rooms?prefix=${code}&show=${id}`}>{code}</Link>
}
