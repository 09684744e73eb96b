import { computeRun } from '@linli/functions/billing/compute-run'
import * as z from 'zod'
import { type Estate, EstateWish, makeEstate } from './billing-estate'
import { productDeps } from './product'
import { answerWith } from './side'

/** The product's billing worker: computing a run's drafts, and publishing them. */
const deps = productDeps()
const Run = z.object({ communityId: z.string(), runId: z.string() })
let estate: Estate | undefined
const here = () => {
  if (!estate) throw new Error('no estate yet')
  return estate
}

async function computed(runId: string): Promise<number> {
  const started = performance.now()
  await here().compute(deps, runId)
  const seconds = (performance.now() - started) / 1000
  const { state } = await here().run(runId)
  if (state !== 'ready') throw new Error(`the run is ${state}`)
  return seconds
}

answerWith({
  async prepare(wish) {
    estate = await makeEstate(deps, EstateWish.parse(wish))
  },
  pid: () => process.pid,
  async start() {
    return { communityId: here().place.communityId, runId: await here().start() }
  },
  /** Seconds to compute a run that another process started. */
  async compute(wish) {
    const { communityId, runId } = Run.parse(wish)
    const started = performance.now()
    await computeRun(deps, communityId, runId)
    return (performance.now() - started) / 1000
  },
  async draft() {
    const runId = await here().start()
    const seconds = await computed(runId)
    const { count } = await here().run(runId)
    await here().discard(runId)
    return count / seconds
  },
  /** Seconds to compute the next month, which is then published. */
  async first() {
    const runId = await here().start()
    const seconds = await computed(runId)
    await here().confirm(runId)
    await here().publish(deps, runId)
    await deps.outbox.flush()
    return seconds
  },
  /** Seconds to compute the month that is published again: there is nothing left to bill. */
  async again() {
    const runId = await here().again()
    const seconds = await computed(runId)
    const { count } = await here().run(runId)
    if (count > 0) throw new Error(`${count} bills came again`)
    await here().discard(runId)
    return seconds
  },
  async publish() {
    const runId = await here().ready()
    await deps.outbox.flush()
    const started = performance.now()
    await here().publish(deps, runId)
    const seconds = (performance.now() - started) / 1000
    const { count, state } = await here().run(runId)
    if (state !== 'published') throw new Error(`the run is ${state}`)
    await deps.outbox.flush()
    return count / seconds
  },
})
