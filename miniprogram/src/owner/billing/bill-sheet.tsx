import type { BillView, ExplainedBill } from '@linli/shared/billing/schema'
import { creditedFen, discountedFen } from '@linli/shared/billing/movements'
import { atOnceName, periodName } from '@linli/shared/billing/words'
import { formatDate, formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Amount, yuan } from '../../kit/amount'
import { Card } from '../../kit/card'
import { Row } from '../../kit/row'
import { Tag, type Tone } from '../../kit/tag'
import { unbroken } from '../../kit/unbroken'
import { useWords } from '../../kit/use-words'
import { roomName } from '@linli/shared/communities/room-name'
import { stateWords } from './bill-row'
import { computationOf, lateFeeWords } from './computation'
import { toPay } from './selection'
import { Standards } from './standards'
import { billingWords } from './words'

/** The whole of one bill: sum and state, 怎么算的 line by line, and whose it is. */
export function BillSheet({ bill }: { bill: ExplainedBill }) {
  const words = useWords(billingWords)
  const settled = bill.state === 'paid' || bill.state === 'void'
  return (
    <>
      <Card>
        <View className="ll-stack">
          <View className="ll-bar">
            <View className="ll-title">{bill.feeItemName}</View>
            <Tag tone={toneOf(bill)}>{stateWords(bill, words)}</Tag>
          </View>
          {bill.dispute ? (
            <View>
              <Tag tone="info">{words.disputed}</Tag>
            </View>
          ) : null}
          <View className="ll-sub">{periodName(bill.period)}</View>
          <Amount fen={settled ? bill.amountFen : toPay(bill)} size="num" tone={settled ? 'ok' : 'due'} />
          {bill.overdueDays > 0 ? <View className="ll-sub">{words.help}</View> : null}
        </View>
      </Card>
      <How bill={bill} />
      <Card flush>
        <Standards bill={bill} />
        <Row title={words.object} value={roomName(bill.object.code)} />
        <Row title={words.payer} value={bill.payer.name} />
        <Row title={words.due} value={formatFullDate(bill.dueDate)} />
        {bill.purchase?.discount && !settled ? (
          <Row
            title={words.saved}
            note={words.together(atOnceName(bill.purchase.discount), bill.purchase.bills.length)}
          />
        ) : null}
        <Corrections bill={bill} />
      </Card>
    </>
  )
}

/** 补差: the bill that this one corrects, or those that correct it. */
function Corrections({ bill }: { bill: BillView }) {
  const words = useWords(billingWords)
  const go = (billId: string) => () =>
    void Taro.navigateTo({
      url: `/billing/bill/index?communityId=${bill.communityId}&roomId=${bill.object.id}&billId=${billId}`,
    })
  const { adjusts, adjustedBy = [] } = bill
  return (
    <>
      {adjusts ? (
        <>
          <Row title={words.whyCorrected} value={adjusts.reason} />
          <Row title={words.originalBill} onTap={go(adjusts.billId)} />
        </>
      ) : null}
      {adjustedBy.map((billId, nth) => (
        <Row key={billId} title={words.correction(nth + 1)} onTap={go(billId)} />
      ))}
    </>
  )
}

/** 「收费面积 89.50 m² × 2.30 元」 and what else there was, each with its amount; then what is left to pay. */
function How({ bill }: { bill: BillView }) {
  const words = useWords(billingWords)
  const late = lateFeeWords(bill, words)
  const lines = computationOf(bill, words)
  const creditFen = bill.credit ? 0 : creditedFen(bill)
  const offFen = discountedFen(bill)
  const paidFen = bill.paidFen - creditFen - offFen
  return (
    <Card>
      <View className="ll-title">{words.how}</View>
      {bill.opening ? (
        <View className="own-line">
          <View className="own-line__text">
            <View>{words.opening}</View>
            <View className="own-line__note">{words.openingLine}</View>
          </View>
          <Amount fen={bill.amountFen} />
        </View>
      ) : null}
      {lines.map((line, nth) => (
        <View className="own-line" key={`${line.from} ${nth}`}>
          <View className="own-line__text">
            <View className="own-words">{unbroken(line.what)}</View>
            {lines.length > 1 ? (
              <View className="own-line__note">{words.lines(formatDate(line.from), formatDate(line.to))}</View>
            ) : null}
            {line.notes.map(note => (
              <View className="own-line__note" key={note}>
                {unbroken(note)}
              </View>
            ))}
          </View>
          <Amount fen={line.amountFen} />
        </View>
      ))}
      {creditFen > 0 ? (
        <View className="own-line">
          <View className="own-line__text">
            <View>{words.corrected}</View>
            <View className="own-line__note">{words.correctedLine}</View>
          </View>
          <Amount fen={-creditFen} />
        </View>
      ) : null}
      {bill.discountFen ? (
        <View className="own-line">
          <View className="own-line__text">
            <View>{words.onTime}</View>
            <View className="own-line__note">{words.onTimeLine(formatDate(bill.dueDate))}</View>
          </View>
          <Amount fen={-bill.discountFen} />
        </View>
      ) : null}
      {offFen > 0 ? (
        <View className="own-line">
          <View className="own-line__text">
            <View>{words.discounted}</View>
          </View>
          <Amount fen={-offFen} />
        </View>
      ) : null}
      {late ? (
        <View className="own-line">
          <View className="own-line__text">
            <View>{words.lateFee}</View>
            {late.map(note => (
              <View className="own-line__note" key={note}>
                {unbroken(note)}
              </View>
            ))}
          </View>
          <Amount fen={bill.lateFeeFen} tone="due" />
        </View>
      ) : null}
      <View className="own-total">
        <View>{paidFen > 0 && bill.state !== 'paid' ? words.partPaid(yuan(paidFen)) : words.lineTotal}</View>
        <Amount fen={bill.state === 'paid' ? bill.amountFen - offFen - creditFen : toPay(bill)} size="title" />
      </View>
    </Card>
  )
}

const toneOf = (bill: BillView): Tone => (bill.state === 'void' ? 'closed' : bill.state === 'paid' ? 'ok' : 'due')
