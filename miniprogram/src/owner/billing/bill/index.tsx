import { billingApi } from '@linli/shared/billing/api'
import { ExplainedBill } from '@linli/shared/billing/schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Page } from '../../../kit/page'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { OpenOrderCard } from '../../payments/open-order-card'
import { PaySheet } from '../../payments/pay-sheet'
import { useOpenOrders } from '../../payments/use-open-orders'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { ordersOn, toPay } from '../selection'
import { billingWords } from '../words'
import { CancelPrepay } from '../cancel-prepay'
import { BillSheet } from '../bill-sheet'

export default function BillPage() {
  return <SignedIn>{() => <Bill />}</SignedIn>
}

/** 账单: what it is, and how every fen of it came about. */
function Bill() {
  const words = useWords(billingWords)
  const { communityId = '', roomId = '', billId = '' } = useRouter().params
  const home = useHomeOf(roomId)
  const [paying, setPaying] = useState(false)
  const load = useLoad(`bill.${billId}`, () => call(billingApi.myBill, { communityId, roomId, billId }), ExplainedBill)
  const bill = load.data
  const [left] = useOpenOrders(bill ? ordersOn([bill]) : [], () => void load.reload())
  const open = bill !== undefined && toPay(bill) > 0 && !load.keptAt && !left
  const phone = home?.officePhone
  const questionUrl = `/billing/question/index?communityId=${communityId}&roomId=${roomId}&billId=${billId}`
  const foot = (
    <View className="ll-buttons">
      {bill ? (
        <Button kind="plain" onTap={() => void Taro.navigateTo({ url: questionUrl })}>
          {words.ask}
        </Button>
      ) : null}
      {open ? <Button onTap={() => setPaying(true)}>{words.pay}</Button> : null}
    </View>
  )
  return (
    <Page load={load} refresh skeleton={[150, 260]} phone={bill ? undefined : phone} foot={foot}>
      {left ? <OpenOrderCard open={left} onChanged={() => void load.reload()} /> : null}
      {bill ? <BillSheet bill={bill} /> : null}
      {bill && open && bill.state === 'published' && bill.purchase ? <CancelPrepay bill={bill} /> : null}
      {bill ? (
        <PaySheet
          open={paying}
          communityId={communityId}
          phone={phone}
          bills={[bill]}
          onClose={() => setPaying(false)}
          onChanged={() => void load.reload()}
        />
      ) : null}
    </Page>
  )
}
