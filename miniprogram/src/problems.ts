import { type ErrorCode, isErrorCode, sentenceOf } from '@linli/shared/errors'

export type ProblemKind = 'offline' | 'broken' | 'busy' | 'forbidden' | 'signed_out' | 'changed' | 'refused'

/** What a person is told when a call does not succeed: head, line, and the number to name on the phone. Never a code. */
export type Problem = {
  kind: ProblemKind
  head: string
  line: string
  requestId?: string
  fields?: { path: string; message: string }[]
  /** For the page's own decisions, never shown. */
  code?: ErrorCode
}

const words = {
  offline: ['没有加载出来', '可能是网络不稳，您的数据都在'],
  broken: ['没有加载出来', '我们已经记下，请再试一次，或打电话给物业'],
  busy: ['现在人有点多', '请过一会儿再试'],
  forbidden: ['这里您暂时看不了', '有疑问请联系物业'],
  signed_out: ['请重新登录', '为了您的安全，登录已到期'],
  changed: ['内容刚刚更新了', '已换成最新的，请再看一眼'],
  refused: ['这次没有成功', '请核对后再试，或打电话给物业'],
} as const satisfies Record<ProblemKind, readonly [string, string]>

export const problemOf = (kind: ProblemKind, rest: Omit<Problem, 'kind' | 'head' | 'line'> = {}): Problem => ({
  kind,
  head: words[kind][0],
  line: words[kind][1],
  ...rest,
})

export type ServerError = { code: string; message: string; requestId: string; fields?: Problem['fields'] }

/** Words for an answer that is not 2xx; `error` is absent when something between us and the server answered. */
export function problemOfAnswer(status: number, error?: ServerError): Problem {
  const code = error && isErrorCode(error.code) ? error.code : undefined
  const rest = { requestId: error?.requestId, fields: error?.fields, code }
  if (code === 'access.signed_out') return problemOf('signed_out', rest)
  if (code === 'access.forbidden') return problemOf('forbidden', rest)
  if (code === 'record.changed') return problemOf('changed', rest)
  if (code === 'request.busy' || code === 'request.too_many' || (!code && status === 503))
    return problemOf('busy', rest)
  if (!code || code === 'request.internal' || !error) return problemOf('broken', rest)
  if (code === 'forum.muted') return { ...problemOf('refused', rest), head: sentenceOf(code), line: error.message }
  return { ...problemOf('refused', rest), head: error.message }
}

/** A call that did not succeed. `problem` is what the page shows. */
export class CallFailed extends Error {
  override name = 'CallFailed'
  constructor(readonly problem: Problem) {
    super(problem.head)
  }
}

/** Any thrown thing as words; what we did not foresee is a "broken". */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof CallFailed) return thrown.problem
  if (thrown instanceof Error && thrown.name === 'PlatformProblem')
    return { ...problemOf('refused'), head: thrown.message, line: '' }
  return problemOf('broken')
}
