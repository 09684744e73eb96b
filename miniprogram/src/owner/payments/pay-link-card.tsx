import { roomName } from '@linli/shared/communities/room-name'
import { sumFen } from '@linli/shared/money'
import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import { type PayLinkFace, PayLinkName } from '@linli/shared/payments/pay-link-schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { call } from '../../api'
import { Amount, yuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Field } from '../../kit/field'
import { Row } from '../../kit/row'
import { State } from '../../kit/state'
import { useWords } from '../../kit/use-words'
import { billName } from '../billing/bill-name'
import { basketWords } from './basket-words'
import { linkWords } from './link-words'
import { receiptUrl } from './pages'
import type { BasketPart } from './use-basket'
import { payChannel } from '../../platform/host'

type Props = {
  face: PayLinkFace
  code: string
  /** What the payer calls themselves. */
  name: string
  setName: (name: string) => void
  onStart: (parts: BasketPart[]) => void
}

/** What a card shows: whom from, the masked room, item, period and amount; and the button that pays it. */
export function PayLinkCard({ face, code, name, setName, onStart }: Props) {
  const words = useWords(linkWords)
  const basket = useWords(basketWords)
  const { parts } = face
  if (parts.length === 0) return <AllPaid face={face} />
  const sum = sumFen(parts.map(({ amountFen }) => amountFen))
  const given = PayLinkName.safeParse(name)
  const isBad = name.trim() !== '' && !given.success
  const place = `${face.communityName} ${roomName(face.room)}`
  const start = () =>
    onStart(
      parts.map(({ entityName, amountFen, bills }) => ({
        name: entityName,
        note: `${place} · ${basket.count(bills.length)}`,
        amountFen,
        create: idempotencyKey =>
          call(
            payLinkApi.payByLink,
            { code, channel: payChannel, ...(given.success && { paidBy: given.data }) },
            { idempotencyKey },
          ),
      })),
    )
  return (
    <>
      <View className="own-center">
        <View className="ll-head">{words.invited(face.sharedBy)}</View>
        <View className="ll-sub">{place}</View>
        <Amount fen={sum} size="num" tone="due" />
        <View className="ll-sub">{words.until(formatDate(beijingDate(face.expiresAt)))}</View>
      </View>
      {parts.map(({ entityName, bills }, i) => (
        <Card key={`${entityName} ${i}`}>
          <View className="ll-sub">{entityName}</View>
          {bills.map((bill, nth) => (
            <View className="own-line" key={`${billName(bill)} ${nth}`}>
              <View className="own-line__text">
                <View className="own-words">{billName(bill)}</View>
                {bill.lateFeeFen > 0 ? (
                  <View className="own-line__note">{words.withLate(yuan(bill.lateFeeFen))}</View>
                ) : null}
              </View>
              <Amount fen={bill.amountFen} />
            </View>
          ))}
        </Card>
      ))}
      {parts.length > 1 ? (
        <View className="ll-sub">
          {basket.inParts(parts.length)}：{basket.whatHappens}
        </View>
      ) : null}
      <Card>
        <Field
          label={words.callMe}
          hint={words.callMeHint}
          value={name}
          onChange={setName}
          maxLength={10}
          {...(isBad && { error: words.badName })}
        />
      </Card>
      <Button wide disabled={isBad} onTap={start}>
        {words.payNow(yuan(sum))}
      </Button>
      <View className="ll-sub">
        {words.refunds}。{words.receiptNote}
      </View>
    </>
  )
}

function AllPaid({ face: { myOrders } }: { face: PayLinkFace }) {
  const words = useWords(linkWords)
  const basket = useWords(basketWords)
  return (
    <>
      <State
        live
        icon="check"
        head={words.alreadyPaid}
        line={myOrders.length > 0 ? words.minePaid : words.alreadyPaidLine}
      />
      {myOrders.length > 0 ? (
        <Card flush>
          {myOrders.map(orderId => (
            <Row
              key={orderId}
              icon="receipt"
              title={basket.seeReceipt}
              onTap={() => void Taro.navigateTo({ url: receiptUrl(orderId) })}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}
