import * as z from 'zod'
import { type Estate, EstateWish, makeEstate } from './billing-estate'
import { plainClient, productDeps, recordingDeps } from './product'
import type { Recorded } from './record'
import { replay } from './replay'
import { answerWith } from './side'

/**
 * The same items and reads, marshalled before, by a plain client: what the product would have written is recorded from
 * a run whose writes are kept back, and only sending it is measured.
 */
const deps = productDeps()
const client = plainClient()
const { deps: recorder, recording } = recordingDeps()
const Width = z.number()
let estate: Estate | undefined
const here = () => {
  if (!estate) throw new Error('no estate yet')
  return estate
}

async function sent(runId: string, state: string, width: number): Promise<number> {
  const requests = recording.take()
  const started = performance.now()
  await replay(client, requests, width, isOfTheLease)
  const seconds = (performance.now() - started) / 1000
  const run = await here().run(runId)
  if (run.state !== state) throw new Error(`the run is ${run.state}`)
  return run.count / seconds
}

/** Taking, renewing and ending the run's lease: the transactions that update the run itself. */
const isOfTheLease = ({ operation, body }: Recorded) =>
  operation === 'TransactWriteItems' && /"pk":\{"S":"C#\w{6}#runs"/.test(JSON.stringify(body))

answerWith({
  async prepare(wish) {
    estate = await makeEstate(deps, EstateWish.parse(wish))
  },
  async draft(width) {
    const runId = await here().start()
    await here().compute(recorder, runId)
    const rate = await sent(runId, 'ready', Width.parse(width))
    await here().discard(runId)
    return rate
  },
  async publish(width) {
    const runId = await here().ready()
    await deps.outbox.flush()
    await here().publish(recorder, runId)
    return sent(runId, 'published', Width.parse(width))
  },
})
