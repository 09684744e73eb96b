import { type VacancyState, vacancyStateNames } from '@linli/shared/billing/vacancy-schema'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

/** 空置优惠 */
export const vacancyWords = defineWords(
  {
    row: '空置优惠',
    rowNote: '房子没人住，可以申请少缴',
    state: (state: VacancyState) => vacancyStateNames[state],
    lowered: '现在的优惠',
    pays: (item: string, pct: number) => `${item}按 ${pct}% 收`,
    from: (day: string) => `${day}起`,
    until: (from: string, to: string) => `${from}至${to}`,
    untilTold: (from: string) => `${from}起，住人了请告诉物业`,
    asked: (day: string) => `申请从${day}起`,
    byOffice: '物业登记',
    office: (reason: string) => `物业说：${reason}`,
    ask: '申请空置优惠',
    again: '再申请一次',
    since: '从哪天起没人住',
    why: '原因',
    whyHint: '写清楚为什么没人住、什么时候可以上门查看',
    rule: '物业上门查看后答复。同意的日子账单会少收；已经出的账单不变。',
    send: '提交申请',
    sending: '正在提交',
    sent: '已经告诉物业',
    withdraw: '收回申请',
    withdrawing: '正在收回',
    withdrawn: '申请已收回',
    none: '现在没有可以优惠的费用',
    noneLine: '有疑问可以打电话给物业',
    grantHead: `有了结果，${hostName}告诉您`,
    grantLine: '只在物业答复时发一条',
  },
  { send: '发给物业' },
)
