/** Runs at most `limit` jobs at once, the others in the order they came. */
export function createQueue(limit: number) {
  let running = 0
  const waiting: (() => void)[] = []
  const next = (): void => {
    running--
    waiting.shift()?.()
  }
  return async <T>(job: () => Promise<T>): Promise<T> => {
    if (running >= limit) await new Promise<void>(resolve => waiting.push(resolve))
    running++
    return job().finally(next)
  }
}
