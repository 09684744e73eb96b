import type { QuestionEntry } from '@linli/shared/billing/question-schema'

const kinds: Record<QuestionEntry['kind'], string> = {
  question: '问',
  answer: '答复',
  settled: '处理了异议',
  withdrawn: '收回了异议',
}

/** 账单咨询 */
export const questionWords = {
  line: '住户在小程序里就账单问的话，答复和账单放在一起',
  caption: '账单咨询',
  tabs: { waiting: '待处理', all: '全部' },
  columns: {
    room: '房号',
    bill: '账单',
    last: '最后一条',
    who: '谁写的',
    at: '时间',
    waiting: '等了多久',
    state: '状态',
  },
  emptyWaiting: { head: '都答复了', line: '住户有新的问题会出现在这里' },
  emptyAll: { head: '还没有人问过', line: '住户在账单页点「有疑问，问物业」' },
  disputed: '有异议',
  disputedSince: (day: string) => `${day} 起有异议：违约金停算，催缴时会标出来；住户仍可以缴`,
  since: (days: number) => (days === 0 ? '今天' : `${days} 天`),
  entry: (name: string, kind: QuestionEntry['kind'], disputes: boolean) =>
    disputes ? `${name} · 问，并提出异议` : `${name} · ${kinds[kind]}`,
  withdrawn: '住户收回了异议，违约金接着计算',
  thread: '问答',
  answer: '答复',
  answerHint: '住户在小程序里看到，署名「物业」',
  answered: '已答复，住户会收到消息',
  full: '这里写满了，请打电话联系住户',
  settle: '处理异议',
  settleTitle: (room: string, item: string) => `处理 ${room} 对${item}的异议？`,
  settleLine: '违约金从今天起接着计算，有异议的天数不补算。下面的原因住户会看到。账单确实有误的，先作废重开。',
  settleAction: '处理完毕，违约金接着算',
  settled: '异议已处理',
  toBill: '看账单',
} as const
