/** Something the host refused or could not do, in a sentence for the person. */
export class PlatformProblem extends Error {
  override name = 'PlatformProblem'
}

/** The longest that a host may take to answer a payment. */
export const payTimeoutMs = 60_000

/** The promise, or `late` after `ms`: a host that never calls back cannot hold a page. */
export function within<T>(ms: number, work: Promise<T>, late: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<T>(resolve => {
    timer = setTimeout(() => resolve(late), ms)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

/** The Chinese sentence in a host's message: 'requestPayment:fail 银行卡可用余额不足' → 银行卡可用余额不足. Never its codes. */
export const reasonIn = (errMsg: string): string | undefined => /[\u4e00-\u9fff][^a-zA-Z]*/.exec(errMsg)?.[0].trim()
