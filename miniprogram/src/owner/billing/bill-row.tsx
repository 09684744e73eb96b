import type { BillView } from '@linli/shared/billing/schema'
import { beijingDate, formatDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Amount, spokenYuan } from '../../kit/amount'
import { tappable } from '../../kit/h5'
import { Icon } from '../../kit/icon'
import { Tick } from '../../kit/row'
import { Tag } from '../../kit/tag'
import { useWords } from '../../kit/use-words'
import { billName } from './bill-name'
import { toPay } from './selection'
import { billingWords } from './words'

type BillRowProps = {
  bill: BillView & { atOnce?: true }
  ticked?: boolean
  onTick?: () => void
  /** Somebody of this household may have paid it just now. */
  onItsWay?: boolean
}

/** One bill: a box to tick, and the bill itself, which opens how it was computed. */
export function BillRow({ bill, ticked = false, onTick, onItsWay }: BillRowProps) {
  const words = useWords(billingWords)
  const name = billName(bill)
  const sum = bill.state === 'paid' ? bill.amountFen : bill.dueFen
  const state = onItsWay ? words.onItsWay : stateWords(bill, words)
  const isDisputed = bill.dispute !== undefined && bill.state !== 'void'
  const said = isDisputed ? `${state}，${words.disputed}` : state
  const url = `/billing/bill/index?communityId=${bill.communityId}&roomId=${bill.object.id}&billId=${bill.billId}`
  return (
    <View className="own-bill">
      {onTick ? (
        <View
          className="own-bill__tick"
          onClick={onTick}
          {...tappable(words.tick(name, spokenYuan(toPay(bill))), 'checkbox')}
          ariaChecked={ticked}
        >
          <Tick on={ticked} />
        </View>
      ) : null}
      <View
        className="own-bill__main ll-press"
        hoverClass="ll-hover"
        onClick={() => void Taro.navigateTo({ url })}
        {...tappable(words.see(name, spokenYuan(sum), said))}
      >
        <View className="own-bill__name">
          <View>{name}</View>
          {isDisputed ? <Tag tone="info">{words.disputed}</Tag> : null}
          <View className={bill.overdueDays > 0 && !onItsWay ? 'll-sub own-overdue' : 'll-sub'}>{state}</View>
        </View>
        <View className="own-bill__sum">
          <Amount fen={sum} />
          <Icon name="right" />
        </View>
        {bill.discountFen ? (
          <View className="own-late">
            <View>{words.offOf(bill)}</View>
            <Amount fen={-bill.discountFen} />
          </View>
        ) : null}
        {bill.lateFeeFen > 0 ? (
          <View className="own-late">
            <View>{words.lateFee}</View>
            <Amount fen={bill.lateFeeFen} tone="due" />
          </View>
        ) : null}
      </View>
    </View>
  )
}

/** 「已过期 12 天」, 「2月28日前缴」, 「2月3日缴的」 */
export function stateWords(bill: BillView, words: (typeof billingWords)['standard']): string {
  if (bill.state === 'void') return words.voided
  if (bill.state === 'paid' && bill.amountFen < 0) return words.credited
  if (bill.state === 'paid' && bill.paidFen > 0 && !bill.paidAt) return words.settledByCorrection
  if (bill.state === 'paid') return bill.paidAt ? words.paidOn(formatDate(beijingDate(bill.paidAt))) : words.nothing
  return bill.overdueDays > 0 ? words.overdue(bill.overdueDays) : words.before(formatDate(bill.dueDate))
}
