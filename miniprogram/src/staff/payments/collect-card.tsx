import type { OnlineChannel } from '@linli/shared/payments/schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Amount } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Tag } from '../../kit/tag'
import { payChannel } from '../../platform/host'
import { CollectSheet } from './collect-sheet'
import { useDoorQr } from './use-door-qr'
import { collectWords as words } from './words'

type CollectProps = {
  of: { communityId: string; repairId: string }
  amountFen: number
  /** What makes the bill still waits on this phone. */
  waits: boolean
}

/** 收款码: what the household owes for this order, paid at the door. */
export function CollectCard({ of, amountFen, waits }: CollectProps) {
  const [channel, setChannel] = useState<OnlineChannel>()
  const qr = useDoorQr(of)
  const isPaid = qr.payment?.state === 'paid'
  const show = (wanted: OnlineChannel) => {
    setChannel(wanted)
    qr.show(wanted)
  }
  return (
    <Card>
      <View className="ll-stack">
        <View className="sta-head">
          <View>{words.due}</View>
          <Amount fen={amountFen} size="title" tone="due" />
        </View>
        {isPaid ? <Tag tone="ok">{words.received}</Tag> : null}
        {waits ? <View className="ll-sub">{words.afterSent}</View> : null}
        {isPaid ? null : (
          <Button wide disabled={waits} onTap={() => show(payChannel)}>
            {words.show}
          </Button>
        )}
      </View>
      {channel ? (
        <CollectSheet qr={qr} channel={channel} onChannel={show} onClose={() => setChannel(undefined)} />
      ) : null}
    </Card>
  )
}
