import { messageGroups } from '@linli/shared/messages/rules'
import { communityOfOrder } from '@linli/shared/ids'
import { paymentsApi } from '@linli/shared/payments/api'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '../../../api'
import { yuan } from '../../../kit/amount'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { confirmingUrl, receiptUrl } from '../pages'
import { useNumbered } from '../use-numbered'
import { paymentWords } from '../words'

export default function PaidPage() {
  return <SignedIn>{() => <Paid />}</SignedIn>
}

/** 已缴: the sum, the receipt's number, and what else can be told by WeChat. */
function Paid() {
  const words = useWords(paymentWords)
  const { orderId = '' } = useRouter().params
  const communityId = communityOfOrder(orderId)
  const load = useLoad(`order.${orderId}`, () => call(paymentsApi.getOrder, { communityId, orderId }))
  const order = load.data
  const unpaid = order !== undefined && order.state !== 'paid'
  useEffect(() => {
    if (unpaid) void Taro.redirectTo({ url: confirmingUrl({ orderId, said: 'watching' }) })
  }, [unpaid, orderId])
  const phone = useHomeOf(order?.shares[0]?.object.id)?.officePhone
  useNumbered(order?.state === 'paid' && order.receiptSerial === undefined, load.reload)
  return (
    <Page load={load} skeleton={[220, 120]} phone={phone} title={words.paid}>
      {order && !unpaid ? (
        <>
          <State live icon="check" head={words.paid} line={words.arrived(yuan(order.paidFen ?? order.amountFen))}>
            {order.prepaidFen ? <View className="ll-sub">{words.kept(yuan(order.prepaidFen))}</View> : null}
          </State>
          <Card flush>
            <Row title={words.receiptNumber} value={order.receiptSerial ?? words.numbering} />
          </Card>
          <View className="ll-buttons">
            <Button kind="plain" onTap={() => void Taro.redirectTo({ url: receiptUrl(orderId) })}>
              {words.seeReceipt}
            </Button>
            <Button onTap={() => void Taro.switchTab({ url: '/tabs/home/index' })}>{words.finish}</Button>
          </View>
          <AskForMessages head={words.tellMe} line={words.tellMeLine} kinds={messageGroups.bills} />
        </>
      ) : null}
    </Page>
  )
}
