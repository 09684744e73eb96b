import { periodName } from '@linli/shared/billing/words'
import { channelNames, type Receipt } from '@linli/shared/payments/schema'
import { View } from '@tarojs/components'
import { Amount } from '../../kit/amount'
import { Row } from '../../kit/row'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { roomName } from '../room-name'
import { paymentWords } from './words'

/** A receipt like paper: who received, for which room and item, how much in digits and in words. */
export function ReceiptPaper({ receipt }: { receipt: Receipt }) {
  const words = useWords(paymentWords)
  const rooms = [...new Set(receipt.lines.map(line => roomName(line.object.code)))].join('、')
  const payers = [...new Set(receipt.lines.map(line => line.payerName))].join('、')
  return (
    <View className="own-paper">
      <View className="own-paper__head">
        <View className="ll-title">{words.receiptTitle}</View>
        <View className="ll-cap">
          {words.number} {receipt.serial ?? words.numbering}
        </View>
      </View>
      <View>
        <Row title={words.room} value={`${receipt.communityName} ${rooms}`} />
        <Row title={words.payer} value={payers} />
        <Row title={words.paidBy} value={receipt.paidBy} />
      </View>
      <ReceiptLines receipt={receipt} />
      <View className="ll-sub">
        {words.capital}：{receipt.amountText}
      </View>
      <View>
        <Row title={words.channel} value={channelNames[receipt.channel]} />
        <Row title={words.transaction} value={receipt.transactionId} />
        <Row title={words.paidAt} value={momentOf(receipt.paidAt)} />
        <Row title={words.entity} value={receipt.entityName} />
        <Row title={words.uscc} value={receipt.entityUscc} />
      </View>
      <View className="own-paper__not">{words.not}</View>
    </View>
  )
}

function ReceiptLines({ receipt }: { receipt: Receipt }) {
  const words = useWords(paymentWords)
  return (
    <View>
      {receipt.lines.map(line => (
        <View className="own-line" key={`${line.object.id} ${line.feeItemName} ${line.period.from}`}>
          <View className="own-line__text">
            <View>
              {line.feeItemName} {periodName(line.period)}
            </View>
            {line.computation ? <View className="own-line__note">{line.computation}</View> : null}
            {line.lateFeeFen > 0 ? <View className="own-line__note">{words.lateFee}</View> : null}
          </View>
          <View>
            <Amount fen={line.principalFen} />
            {line.lateFeeFen > 0 ? (
              <View>
                <Amount fen={line.lateFeeFen} />
              </View>
            ) : null}
          </View>
        </View>
      ))}
      {receipt.prepaidFen > 0 ? (
        <View className="own-line">
          <View>{words.prepaidPart}</View>
          <Amount fen={receipt.prepaidFen} />
        </View>
      ) : null}
      <View className="own-total">
        <View>{words.total}</View>
        <Amount fen={receipt.amountFen} size="title" />
      </View>
    </View>
  )
}
