import { defineWords } from '../../kit/words'

/** 首页 */
export const homeWords = defineWords(
  {
    due: '待缴',
    count: (n: number) => `${n} 笔`,
    before: (day: string) => `${day}前`,
    overdue: (n: number) => (n === 1 ? '已过期' : `${n} 笔已过期`),
    pay: '去缴费',
    paySpoken: (n: number, sum: string) => `待缴 ${n} 笔，${sum}，去缴费`,
    clear: '本期已缴清',
    clearLine: '出了新账单会告诉您',
    seeReceipts: '看收据',
    hidden: '账单由业主查看',
    hiddenLine: '想看的话，请业主在「我的 › 家人」里打开',
    larger: '长辈版',
    standard: '换回标准',
    waiting: (room: string) => `${room} 等物业确认，通过后会告诉您`,
    billsRow: '缴费',
    billsRowNote: '看账单，怎么算的都写清楚',
  },
  {
    due: '这次要交',
    paySpoken: (n: number, sum: string) => `这次要交 ${n} 笔，${sum}，去交费`,
  },
)
