import type { PrepaymentLot } from '@linli/shared/payments/held-schema'
import { payerRefundNames, type RefundState } from '@linli/shared/payments/refund-state'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

/** What becomes of money of this kind, if nobody does anything. */
const uses: Record<PrepaymentLot['reason'], string> = {
  bill_settled: '可以退回给您',
  duplicate: '可以退回给您',
  opening: '出账后自动抵扣账单',
  desk: '出账后自动抵扣账单',
  credit: '出账后自动抵扣账单',
}

/** 退款, as whoever gets the money reads it. */
export const refundWords = defineWords(
  {
    title: '退款',
    state: (state: RefundState) => payerRefundNames[state],
    onItsWay: '退款已在路上',
    onItsWayLine: '到账时间以支付渠道为准',
    requested: '正在办理退款',
    requestedLine: '正在交给支付渠道办理，退好会告诉您',
    waiting: '等物业同意',
    waitingLine: '金额较大，物业同意后就退，会告诉您',
    arrived: '已退回',
    arrivedOn: (day: string) => `${day}退回付款的账户`,
    reversed: '这笔没有收到',
    reversedLine: '支付渠道查不到这笔钱，账单又变成待缴。您已经付了的话，请打电话给物业',
    failed: '这次没有退成',
    failedLine: '钱没有少，还记在您的缴费或预存款里；仍要退，请打电话给物业',
    abnormal: '退款遇到问题',
    abnormalLine: '钱没有丢，物业正在处理，着急请打电话',
    reason: (text: string) => `原因：${text}`,
    askedOn: (day: string) => `${day}申请`,
    use: (reason: PrepaymentLot['reason']) => uses[reason],
    useFor: (item: string) => `出账后自动抵扣${item}`,
    useIt: '用来缴账单',
    useTitle: '用预存款缴账单',
    useLine: (room: string) => `先缴${room}到期早的；没用完的还在预存款里`,
    useNow: '现在缴',
    using: '正在缴',
    back: '退回给我',
    backTitle: '退回预存款',
    backLine: '原路退回付款的账户，到账时间以支付渠道为准',
    backNow: (sum: string) => `退回 ${sum}`,
    asking: '正在申请',
    grantHead: `退好了，${hostName}告诉您`,
    grantLine: '退款有结果时发一条',
    seeRefund: '看退款进度',
    room: '房屋',
    everyRoom: '全部房屋',
    rowReversed: '已冲销',
    rowRefunding: '退款中',
    rowRefunded: (sum: string) => `已退 ${sum}`,
    byCard: '代缴',
  },
  {
    useLine: (room: string) => `先交${room}到期早的；没用完的还在预存款里`,
  },
)
export type RefundWords = (typeof refundWords)['standard']
