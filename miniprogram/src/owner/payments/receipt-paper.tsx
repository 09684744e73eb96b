import { View } from '@tarojs/components'
import { Amount } from '../../kit/amount'
import { Row } from '../../kit/row'
import { unbroken } from '../../kit/unbroken'
import type { Fact, ReceiptContent } from './receipt-content'

/** A receipt like paper: who received, for which room and item, how much in digits and in words. */
export const ReceiptPaper = ({ content }: { content: ReceiptContent }) => (
  <View className="own-paper">
    <View className="own-paper__head">
      <View className="ll-title">{content.title}</View>
      <View className="ll-cap">{content.number}</View>
    </View>
    <Facts facts={content.who} />
    <Sums content={content} />
    <View className="ll-sub">{content.capital}</View>
    <Facts facts={content.how} />
    <View className="own-paper__not">{content.not}</View>
  </View>
)

const Facts = ({ facts }: { facts: Fact[] }) => (
  <View>
    {facts.map(({ title, value }) => (
      <Row key={title} title={title} value={value} />
    ))}
  </View>
)

const Sums = ({ content: { lines, total, within } }: { content: ReceiptContent }) => (
  <View>
    {lines.map(({ key, what, note, amountFen }) => (
      <View className="own-line" key={key}>
        <View className="own-line__text">
          <View className="own-words">{what}</View>
          {note ? <View className="own-line__note own-words">{unbroken(note)}</View> : null}
        </View>
        <Amount fen={amountFen} />
      </View>
    ))}
    <View className="own-total">
      <View>{total.word}</View>
      <Amount fen={total.amountFen} size="title" />
    </View>
    {within ? (
      <View className="own-line">
        <View>{within.word}</View>
        <Amount fen={within.amountFen} />
      </View>
    ) : null}
  </View>
)
