import type { insightApi } from '@linli/shared/insight/api'
import type { OutputOf } from '@linli/shared/contract'
import { formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Amount, spokenYuan } from '../../kit/amount'
import { Button } from '../../kit/button'
import { Card } from '../../kit/card'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { OpenOrderCard } from '../payments/open-order-card'
import { useOpenOrders } from '../payments/use-open-orders'
import { homeWords } from './words'

type HomeView = OutputOf<typeof insightApi.home>

/** What does this home owe: on its way, something, nothing, or not for these eyes. */
export function DueCard({ view, onChanged }: { view: HomeView; onChanged: () => void }) {
  const words = useWords(homeWords)
  const { confirming } = view
  const [open] = useOpenOrders(confirming ? [confirming.orderId] : [], onChanged)
  if (confirming && open) return <OpenOrderCard open={open} amountFen={confirming.amountFen} onChanged={onChanged} />
  if (!view.seesBills)
    return (
      <Card>
        <View className="ll-title">{words.hidden}</View>
        <View className="ll-sub">{words.hiddenLine}</View>
      </Card>
    )
  if (view.due.count === 0) return <Clear />
  const { count, amountFen, nextDueDate, overdue } = view.due
  return (
    <Card>
      <View className="own-due">
        <View className="ll-bar">
          <View className="ll-title">
            {words.due} {words.count(count)}
          </View>
          {overdue > 0 ? (
            <Tag tone="due">{words.overdue(overdue)}</Tag>
          ) : nextDueDate ? (
            <View className="ll-sub">{words.before(formatDate(nextDueDate))}</View>
          ) : null}
        </View>
        <Amount fen={amountFen} size="num" tone="due" />
        <Button
          wide
          label={words.paySpoken(count, spokenYuan(amountFen))}
          onTap={() => void Taro.switchTab({ url: '/tabs/bills/index' })}
        >
          {words.pay}
        </Button>
      </View>
    </Card>
  )
}

function Clear() {
  const words = useWords(homeWords)
  return (
    <Card>
      <View className="own-due">
        <View className="ll-title">{words.clear}</View>
        <View className="ll-sub">{words.clearLine}</View>
        <Button kind="plain" wide onTap={() => void Taro.navigateTo({ url: '/payments/receipts/index' })}>
          {words.seeReceipts}
        </Button>
      </View>
    </Card>
  )
}
