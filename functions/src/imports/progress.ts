import type { Context } from '../context'
import { type ImportPlace, progressKey } from './store'

/** Writes how far a step is, at most twice a second, with an estimate from the rate so far. */
export function progressWriter(ctx: Context, place: ImportPlace, alreadyDone = 0) {
  const started = performance.now()
  let last = started - 500
  let writing: Promise<void> = Promise.resolve()
  const put = async (done: number, total: number) => {
    const seconds = (performance.now() - started) / 1000
    const rate = (done - alreadyDone) / seconds
    const left = seconds >= 2 && rate > 0 ? { secondsLeft: Math.ceil(Math.max(0, total - done) / rate) } : {}
    const at = ctx.deps.nowMs()
    const item = { ...progressKey(place.communityId, place.importId), at, done, total: Math.max(done, total), ...left }
    await ctx.db.writeMany([{ put: item }])
  }
  return {
    /** Without waiting: a lost figure is followed by the next. */
    soon(done: number, total: number): void {
      if (performance.now() - last < 500) return
      last = performance.now()
      writing = put(done, total).catch(() => ctx.deps.log.warn('imports.progress_lost', { importId: place.importId }))
    },
    idle: () => writing,
    /** The last figure of a step. */
    end: async (done: number, total: number) => {
      await writing
      await put(done, total)
    },
  }
}
