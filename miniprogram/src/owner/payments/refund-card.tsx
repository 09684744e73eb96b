import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import { isOver, type PayerRefund } from '@linli/shared/payments/refund-state'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { Amount } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { role } from '../../kit/h5'
import { useWords } from '../../kit/use-words'
import { kitWords } from '../../kit/words'
import { platform } from '../../platform/platform'
import { useLoad } from '../../use-load'
import { AskForMessages } from '../messages/ask-for-messages'
import { type RefundWords, refundWords } from './refund-words'

/** What goes back of an order of this account, and where the money is; nothing where there is none, or it is not theirs. */
export function RefundCard({ orderId, phone }: { orderId: string; phone: string | undefined }) {
  const words = useWords(refundWords)
  const load = useLoad(`refunds.${orderId}`, () =>
    call(paymentsApi.getOrder, { communityId: communityOfOrder(orderId), orderId }),
  )
  const refunds = load.data?.refunds ?? []
  if (refunds.length === 0) return null
  return (
    <>
      <Card>
        <View className="ll-stack" {...role('status')} ariaLive="polite">
          {refunds.map(refund => (
            <RefundNews key={refund.refundId} refund={refund} words={words} phone={phone} />
          ))}
        </View>
      </Card>
      <AskWhileRefunding refunds={refunds} />
    </>
  )
}

/** Asked while something is on its way; nothing where all has ended. */
export function AskWhileRefunding({ refunds }: { refunds: readonly PayerRefund[] }) {
  const words = useWords(refundWords)
  if (refunds.every(({ state }) => isOver(state))) return null
  return <AskForMessages head={words.grantHead} line={words.grantLine} kinds={['refund_news']} />
}

type RefundNewsProps = { refund: PayerRefund; words: RefundWords; phone: string | undefined }

export function RefundNews({ refund, words, phone }: RefundNewsProps) {
  const kit = useWords(kitWords)
  const [head, line] = saying(refund, words)
  const needsSomebody =
    refund.isReversal || refund.state === 'abnormal' || refund.state === 'closed' || refund.state === 'refused'
  return (
    <View className="own-due">
      <View className="ll-bar">
        <View className="ll-title">{head}</View>
        <Amount
          fen={refund.amountFen}
          size="title"
          tone={refund.state === 'succeeded' && !refund.isReversal ? 'ok' : 'ink'}
        />
      </View>
      <View className="ll-sub">{line}</View>
      <View className="ll-cap">
        {words.askedOn(formatDate(beijingDate(refund.at)))} · {words.reason(refund.reason)}
      </View>
      {needsSomebody && phone ? (
        <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
          {kit.call}
        </Button>
      ) : null}
    </View>
  )
}

function saying({ state, succeededAt, at, isReversal }: PayerRefund, words: RefundWords): [string, string] {
  if (isReversal) return [words.reversed, words.reversedLine]
  switch (state) {
    case 'waiting':
      return [words.waiting, words.waitingLine]
    case 'requested':
      return [words.requested, words.requestedLine]
    case 'accepted':
      return [words.onItsWay, words.onItsWayLine]
    case 'succeeded':
      return [words.arrived, words.arrivedOn(formatDate(beijingDate(succeededAt ?? at)))]
    case 'abnormal':
      return [words.abnormal, words.abnormalLine]
    case 'closed':
    case 'refused':
      return [words.failed, words.failedLine]
  }
}
