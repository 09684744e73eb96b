import { offerKey, type PrepayOffer } from '@linli/shared/billing/prepay-api'
import { lengthsOf, quoteOf } from '@linli/shared/billing/purchase'
import { atOnceName } from '@linli/shared/billing/words'
import { formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Amount, yuan } from '../../../kit/amount'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Choice } from '../../../kit/choice'
import { useWords } from '../../../kit/use-words'
import { Whole } from '../../../kit/whole'
import { billingWords } from '../words'

export type Bought = { roomId: string; feeItemId: string; thingId?: string; count: number; amountFen: number }

type Props = {
  offers: PrepayOffer[]
  busy: boolean
  onBuy: (asked: Bought) => void
}

/** What, for how long, what it costs and what is saved, before anything is issued. */
export function PrepayChoice({ offers, busy, onBuy }: Props) {
  const words = useWords(billingWords)
  const [chosen, setChosen] = useState<string>()
  const [wish, setWish] = useState<string>()
  const offer = offers.find(each => offerKey(each) === chosen) ?? offers[0]
  if (!offer) return null
  const lengths = lengthsOf(offer)
  const count = lengths.find(each => String(each) === wish) ?? lengths[0] ?? 1
  const { amountFen, offFen, isAtOnce } = quoteOf(offer, count)
  const [from, to] = [offer.periods[0]?.from, offer.periods[count - 1]?.to]
  const nameOf = (n: number) => words.months(n * offer.monthsEach)
  return (
    <>
      <Card>
        <View className="ll-title">{words.prepayItem}</View>
        {offers.length > 1 ? (
          <Choice
            form="chips"
            options={offers.map(each => ({ value: offerKey(each), name: each.feeItemName }))}
            value={offerKey(offer)}
            onChange={setChosen}
          />
        ) : (
          <View>{offer.feeItemName}</View>
        )}
        {offer.discount ? <View className="ll-sub">{words.offer(atOnceName(offer.discount))}</View> : null}
      </Card>
      <Card>
        <View className="ll-title">{words.prepayHowLong}</View>
        <Choice
          form="chips"
          options={lengths.map(each => ({ value: String(each), name: nameOf(each) }))}
          value={String(count)}
          onChange={setWish}
        />
        {offer.ends ? <View className="ll-sub">{offer.ends}</View> : null}
      </Card>
      <Card>
        {from && to ? (
          <View className="ll-sub">
            <Whole text={words.span(formatFullDate(from), formatFullDate(to))} />
          </View>
        ) : null}
        <View className="own-line">
          <View>{words.gross}</View>
          <Amount fen={amountFen} />
        </View>
        {offFen > 0 ? (
          <View className="own-line">
            <View className="own-line__text">
              <View>{isAtOnce ? words.saved : words.savedOnTime}</View>
              {isAtOnce && offer.periods.some(({ onTimeFen }) => onTimeFen) ? (
                <View className="own-line__note">{words.noStack}</View>
              ) : null}
            </View>
            <Amount fen={-offFen} />
          </View>
        ) : null}
        <View className="own-total">
          <View>{words.lineTotal}</View>
          <Amount fen={amountFen - offFen} size="num" tone="due" />
        </View>
        <View className="ll-sub">{words.prepayIssues}</View>
        <Button
          wide
          busy={busy ? words.preparing : undefined}
          onTap={() =>
            onBuy({
              roomId: offer.roomId,
              feeItemId: offer.feeItemId,
              ...(offer.thingId && { thingId: offer.thingId }),
              count,
              amountFen,
            })
          }
        >
          {words.prepayNow(yuan(amountFen - offFen))}
        </Button>
      </Card>
    </>
  )
}
