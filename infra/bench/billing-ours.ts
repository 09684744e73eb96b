import * as z from 'zod'
import { type Estate, makeEstate } from './billing-estate'
import { productDeps } from './product'
import { answerWith } from './side'

/** The product's billing worker: computing a run's drafts, and publishing them. */
const deps = productDeps()
let estate: Estate | undefined
const here = () => {
  if (!estate) throw new Error('no estate yet')
  return estate
}

answerWith({
  async prepare(rooms) {
    estate = await makeEstate(deps, z.number().parse(rooms))
  },
  async draft() {
    const runId = await here().start()
    const started = performance.now()
    await here().compute(deps, runId)
    const seconds = (performance.now() - started) / 1000
    const { count, state } = await here().run(runId)
    if (state !== 'ready') throw new Error(`the run is ${state}`)
    await here().discard(runId)
    return count / seconds
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
