import { prepayApi } from '@linli/shared/billing/prepay-api'
import type { BillView } from '@linli/shared/billing/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { billingWords } from './words'

/** 不预缴了: the bills of one purchase go together, while nothing was paid for any of them. */
export function CancelPrepay({ bill }: { bill: BillView }) {
  const words = useWords(billingWords)
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { communityId, billId, object, purchase } = bill
  const cancel = () =>
    act.run('cancel', async () => {
      const purchaseId = purchase?.purchaseId ?? ''
      await call(prepayApi.cancelMyPrepay, { communityId, roomId: object.id, billId, purchaseId })
      toast(words.cancelled)
      await Taro.navigateBack()
    })
  return (
    <>
      <Button kind="text" wide onTap={() => setAsking(true)}>
        {words.cancelPrepay}
      </Button>
      <Sheet open={asking} title={words.cancelPrepay} onClose={() => setAsking(false)}>
        <View className="ll-sub">{words.cancelLine}</View>
        {act.problem ? <Trouble problem={act.problem} /> : null}
        <Button wide risk busy={act.busy ? words.cancelling : undefined} onTap={cancel}>
          {words.cancelAll(purchase?.bills.length ?? 0)}
        </Button>
      </Sheet>
    </>
  )
}
