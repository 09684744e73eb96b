import type { QuestionEntry, QuestionState } from '@linli/shared/billing/question-schema'
import { defineWords } from '../../kit/words'
import { hostName } from '../../platform/host'

const states: Record<QuestionState, string> = { open: '等物业答复', answered: '物业已答复', closed: '已处理' }
const kinds: Record<QuestionEntry['kind'], string> = {
  question: '问',
  answer: '答复',
  settled: '异议处理结果',
  withdrawn: '收回了异议',
}

/** 有疑问，问物业 */
export const questionWords = defineWords(
  {
    state: (state: QuestionState) => states[state],
    disputed: '有异议',
    disputedSince: (day: string) => `${day}起有异议，违约金暂停计算`,
    entry: (who: string, kind: QuestionEntry['kind'], disputes: boolean) =>
      disputes ? `${who} · 问，有异议` : `${who} · ${kinds[kind]}`,
    me: '我',
    ask: '想问什么',
    again: '再问一句',
    hint: '写清楚哪里不明白，物业看得到这张账单',
    counter: (left: number) => `还能写 ${left} 个字`,
    dispute: '我对这笔费用有异议',
    disputeLine: '违约金暂停计算，直到物业答复处理；账单仍可以缴',
    send: '提交',
    sending: '正在提交',
    sent: '已经告诉物业',
    full: '这里写满了，请打电话给物业',
    withdraw: '收回异议',
    withdrawTitle: '收回异议？',
    withdrawLine: '违约金从今天起接着算，问过的话会留着',
    withdrawing: '正在收回',
    withdrawn: '异议已收回',
    grantHead: `物业答复了，${hostName}告诉您`,
    grantLine: '只在物业答复或处理异议时发一条',
  },
  { send: '发给物业', disputeLine: '违约金先不算，等物业处理；账单照样可以交' },
)
