import type { OnlineChannel } from '@linli/shared/payments/schema'

/** How it is said to who pays: the build for WeChat's store names no other app unless its release says so. */
export const channels: { value: OnlineChannel; name: string }[] = [
  { value: 'wechat', name: '微信' },
  ...(LINLI_NAMES_ALIPAY ? [{ value: 'alipay' as const, name: '支付宝' }] : []),
]

export const collectWords = {
  title: '收款码',
  show: '收款码',
  due: '应收',
  afterSent: '签字发出后才有账单，有网再出收款码',
  making: '正在生成收款码',
  scan: (channel: string) => `请住户用${channel}扫一扫`,
  codeOf: (sum: string) => `收款码，${sum}`,
  waiting: '等住户付款，到账会显示在这里',
  left: (minutes: number) => `${Math.max(1, minutes)} 分钟内有效`,
  check: '查一下到账',
  checking: '正在查',
  cancel: '不收了',
  over: '收款码过期了',
  overLine: '没有收到钱，可以再出一张',
  again: '再出一张',
  paid: (sum: string) => `已收到 ${sum}`,
  paidLine: '收据已发给住户，也可以到前台打印',
  received: '已收到',
  done: '完成',
  noNetwork: '没有网络，不能收款',
  noNetworkLine: '请到有网的地方再出收款码，或请住户自己缴、到前台缴',
}
