import { defineWords } from '../../kit/words'
import { payName } from '../../platform/host'

/** 几处一起缴; a basket that is paid in several orders, and a card's. */
export const basketWords = defineWords({
  title: '一起缴',
  line: '您名下各处的账单都在这里，可以一次付完',
  more: '这一处还有更多，请先付这些',
  empty: '没有要缴的费用',
  emptyLine: '出了新账单会告诉您',
  inParts: (n: number) => `分 ${n} 次付`,
  whyParts: '收款的公司不同，或笔数多，要分开付',
  whatHappens: '付完一次，接着付下一次。中途停下，付过的照样到账',
  start: (sum: string) => `开始付 ${sum}`,
  part: (nth: number, name: string) => `第 ${nth} 次 ${name}`,
  count: (n: number) => `${n} 笔`,
  making: '正在生成支付单',
  paying: `正在等${payName}`,
  checking: '已付款，正在等到账确认',
  looking: '正在查有没有付成',
  askingLine: '一般几秒钟，请不要再付一次',
  slowLine: '还在确认，您可以先离开，到账会通知您',
  arrived: '已到账',
  later: '还没有付',
  allPaid: '都缴好了',
  allPaidLine: (sum: string, n: number) => (n > 1 ? `${sum} 已到账，分 ${n} 次付的` : `${sum} 已到账`),
  stoppedAt: (nth: number) => `停在第 ${nth} 次`,
  paidKept: (sum: string) => `已经到账 ${sum}，不受影响`,
  leftKept: '没有付的账单还在，随时可以接着付',
  unsure: '正在确认',
  leftParts: '还没有付',
  goOn: (sum: string) => `接着付 ${sum}`,
  notNow: '先不付了',
  seeReceipt: '看收据',
  askAgain: '再查一次',
})
export type BasketWords = (typeof basketWords)['standard']
