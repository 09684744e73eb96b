import type { OpeningState } from '@linli/shared/opening/schema'
import { count, yuan } from '../kit/format'
import type { Tone } from '../kit/tag'

export const stateTones: Record<OpeningState, Tone> = {
  draft: 'due',
  confirmed: 'ok',
  discarded: 'closed',
  reversed: 'closed',
}

const sum = (number: number, fen: number) => `${count(number)} 笔，${yuan(fen)}`

/** 期初余额 */
export const openingWords = {
  line: '从旧系统带来的欠费、预存和押金；财务确认前不入账',
  kinds: '类别',
  states: '状态',
  find: '房号开头，如 3-2-',
  caption: '期初余额明细',
  empty: { head: '没有这样的期初余额', line: '换一种类别或状态看看' },
  none: { head: '还没有期初余额', line: '在「导入」里选一份期初表，读完确认后列在这里' },
  toImports: '去导入',
  columns: {
    room: '房号',
    payer: '收费对象',
    item: '项目',
    period: '期间',
    amount: '金额',
    state: '状态',
    building: '楼栋',
    kind: '类别',
    draft: '待确认',
    confirmed: '已入账',
  },
  totals: '合计（按楼栋和项目）',
  totalsCaption: '期初余额合计',
  all: '合计',
  building: (building: string) => `${building} 栋`,
  sum,
  confirm: (number: number) => `确认入账 ${count(number)} 笔`,
  confirmTitle: '确认期初余额',
  confirmLine: '确认后，欠费成为账单，预存和押金记到各户名下，并记入账本；之后只能逐笔冲销。',
  compared: '我已经和旧账的合计核对一致',
  nobodyMay: (sums: string) => `等财务核对合计后确认：${sums}`,
  working: { checking: '正在核对明细', posting: '正在入账' },
  workingLine: '可以离开这一页，完成后这里会显示结果',
  progress: (done: number, total: number) => `已入账 ${count(done)} / ${count(total)} 笔`,
  done: (number: number) => `已入账 ${count(number)} 笔`,
  doneBy: (who: string, at: string) => `${who}确认，${at}完成`,
  leftOut: (number: number) => `其中 ${count(number)} 笔在核对后被撤回，没有入账`,
  refused: '没有入账',
  drawer: '期初余额',
  facts: {
    kind: '类别',
    state: '状态',
    payer: '收费对象',
    item: '项目',
    period: '期间',
    amount: '金额',
    paidOn: '交款日期',
    receiptNumber: '原收据号',
    reason: '原因',
    createdAt: '导入时间',
  },
  discard: '弃用这一笔',
  discardTitle: (code: string) => `弃用 ${code} 的这笔期初余额`,
  discardLine: '弃用后不会入账。数据有误时，改好表格里的这一行再导入。',
  discarded: '已弃用',
  reverse: '冲销这一笔',
  reverseTitle: (code: string) => `冲销 ${code} 的这笔期初余额`,
  reverseLine: '欠费会作废账单，预存和押金会从账上转出；已经缴过或用过的不能冲销。',
  reversed: '已冲销',
  paidThrough: (item: string) => `${item}已缴至`,
  toBill: '看账单',
  toImport: '看这次导入',
} as const

/** 历史缴费 */
export const historyWords = {
  line: '旧系统里的缴费记录，只供查询，不计入任何合计',
  by: { month: '按月份', room: '按房号', payer: '按付款人', item: '按项目' },
  tabs: '查找方式',
  find: { payer: '付款人姓名开头', item: '收费项目全名，如 物业费' },
  caption: '历史缴费',
  ask: { head: '要找哪一笔？', line: '在上面填一个，再按回车' },
  empty: { head: '没有这样的记录', line: '换个月份，或换一种找法' },
  columns: {
    room: '房号',
    item: '项目',
    period: '费用期间',
    paidOn: '缴费日期',
    due: '应缴',
    paid: '实缴',
    payer: '付款人',
    number: '单号',
    note: '备注',
  },
} as const
