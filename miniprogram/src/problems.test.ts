import { expect, test } from 'vitest'
import { CallFailed, problemOf, problemOfAnswer, toProblem } from './problems'

const error = (code: string, message = '说明') => ({ code, message, requestId: 'R1' })

test.each([
  [401, 'access.signed_out', 'signed_out', '请重新登录'],
  [403, 'access.forbidden', 'forbidden', '这里您暂时看不了'],
  [409, 'record.changed', 'changed', '内容刚刚更新了'],
  [503, 'request.busy', 'busy', '现在人有点多'],
  [429, 'request.too_many', 'busy', '现在人有点多'],
  [500, 'request.internal', 'broken', '没有加载出来'],
  [409, 'payments.nothing_due', 'refused', '说明'],
  [418, 'something.else', 'broken', '没有加载出来'],
])('%i %s is told as %s', (status, code, kind, head) => {
  const problem = problemOfAnswer(status, error(code))
  expect(problem).toMatchObject({ kind, head, requestId: 'R1' })
})

test('who is muted reads until when and why, and what they can do, in place of the general line', () => {
  const why = '2026年11月26日 12:00 前不能发言，原因：多次辱骂邻居。有不同意见，可以提交投诉，或打电话给物业'
  expect(problemOfAnswer(403, error('forum.muted', why))).toMatchObject({ head: '您现在不能发言', line: why })
})

test('an answer that is not ours has words too', () => {
  expect(problemOfAnswer(503).kind).toBe('busy')
  expect(problemOfAnswer(502)).toMatchObject({ kind: 'broken', requestId: undefined })
})

test('no code, no English and no exclamation mark ever reaches the person', () => {
  const kinds = ['offline', 'broken', 'busy', 'forbidden', 'signed_out', 'changed', 'refused'] as const
  for (const kind of kinds) {
    const { head, line } = problemOf(kind)
    expect(head + line).not.toMatch(/[A-Za-z!！]/)
    expect([...head].length).toBeLessThanOrEqual(14)
    expect([...line].length).toBeLessThanOrEqual(28)
  }
})

test('what nobody foresaw is told without its message', () => {
  expect(toProblem(new TypeError('x is undefined')).head).toBe('没有加载出来')
  expect(toProblem(new CallFailed(problemOf('offline'))).kind).toBe('offline')
})
