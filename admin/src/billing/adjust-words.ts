import { yuan } from '../kit/format'

/** 补差 */
export const adjustWords = {
  adjust: '补差',
  title: (room: string, item: string) => `${room} 的${item}补差`,
  line: '先把面积、收费标准或读数改对，这里按现在的资料重算，只收或只退差额，原账单不动。',
  reading: '表上的实际读数',
  readingHint: '只有读数抄错才填；最后一次抄表才能改',
  badReading: '读数最多三位小数',
  over: '满度归零',
  before: '已出账',
  corrected: '重算后',
  amount: '差额',
  goes: '怎么处理',
  toPay: '出一张待缴账单',
  toBill: (amount: string) => `从这张账单的未缴里减 ${amount}`,
  toLot: (amount: string) => `${amount} 转入收费对象的预存款`,
  action: (amount: string) => `出 ${amount} 的补差`,
  pending: '先试算',
  done: (amount: string) => `已出补差 ${amount}`,
  ofBill: '补的是',
  original: '看原账单',
  reason: '补差原因',
  credited: '差额去向',
  adjustments: '补差账单',
  nth: (nth: number) => `第 ${nth} 笔`,
} as const

/** Where a credit went, in words. */
export const creditWords = ({ toBillFen, lotFen }: { toBillFen: number; lotFen: number }): string =>
  [toBillFen > 0 && adjustWords.toBill(yuan(toBillFen)), lotFen > 0 && adjustWords.toLot(yuan(lotFen))]
    .filter(Boolean)
    .join('，')
