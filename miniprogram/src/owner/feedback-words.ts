import { defineWords } from '../kit/words'

export const feedbackWords = defineWords({
  rate: '评价',
  stars: (n: number) => `${n} 星`,
  rated: (n: number) => `您评了 ${n} 星`,
  hint: '有什么想说的（可不填）',
  send: '提交评价',
  busy: '正在提交',
})
