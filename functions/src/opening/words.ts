import { type OpeningDraft, openingKindNames, openingStateNames } from '@linli/shared/opening/schema'
import { formatYuan } from '@linli/shared/money'
import { formatFullDate } from '@linli/shared/time'

/** Why a row of opening balances cannot be taken over. */
export const openingProblems = {
  period: (code: string) => `${code} 的欠费期间先后不对`,
  payer: (code: string) => `${code} 没有写明是谁的，那时也没有登记业主，请写上名字`,
  confirming: '期初余额正在入账，请等它完成',
  ask: '请选择房屋、付款人、项目或月份',
}

/** A draft that is no longer one: 「3-2-1501 物业费 期初欠费 120.00 元已入账，请逐笔冲销」 */
export const draftWords = ({ object, itemName, kind, amountFen, state, period }: OpeningDraft): string => {
  const when = period ? ` ${formatFullDate(period.from)}至${formatFullDate(period.to)}` : ''
  const how = state === 'confirmed' ? '，只能冲销' : state === 'discarded' ? '，这几天后来出过账' : ''
  return `${object.code} ${itemName}${when} ${openingKindNames[kind]} ${formatYuan(amountFen)} 元${openingStateNames[state]}${how}`
}

/** Why a confirmation ended without posting anything. */
export const refusedWords = {
  changed: '核对时的明细和合计对不上：有导入或撤销正在进行，请等它完成后重新核对',
  attempts: '多次没有完成，请联系技术人员后重新确认',
}
