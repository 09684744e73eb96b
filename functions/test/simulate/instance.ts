import { billingApi } from '@linli/shared/billing/api'
import { voidBill } from '../../src/billing/void-bill'
import type { Deps } from '../../src/context'
import { apiService, route } from '../../src/http'
import { runMessage } from '../../src/jobs'
import { makeOutbox, type SendBatch } from '../../src/outbox-sender'
import { callbackMounts } from '../../src/payments/callback'
import { jobs as messageJobs } from '../../src/messages/jobs'
import { jobs as paymentJobs } from '../../src/payments/jobs'
import { routes } from '../../src/payments/routes'
import type { Asked, Service } from '../../src/service'
import { idsOf } from './ids'
import type { Being, World } from './world'

const consumers = new Map(
  [...paymentJobs.consumers, ...messageJobs.consumers].map(consumer => [consumer.type, consumer]),
)
const served = [...routes, route(billingApi.voidBill, voidBill)]

type Rest = Omit<Deps, 'nowMs' | 'newId' | 'outbox'>

/** A process of the product, with a clock of its own. What it had in memory dies with it. */
export class Instance implements Being {
  life = 0
  isUp = true
  /** How far its clock is from the world's. */
  skewMs = 0
  readonly deps: Deps
  readonly serve: Service

  constructor(
    readonly world: World,
    readonly name: string,
    rest: Rest,
    readonly send: SendBatch,
  ) {
    const nowMs = () => Math.floor(world.nowMs + this.skewMs)
    this.deps = { ...rest, nowMs, newId: idsOf(world, nowMs), outbox: this.#outbox(rest) }
    this.serve = apiService(this.deps, served, callbackMounts(this.deps))
  }

  /** Everything that it was at is over; somebody starts it again a while later. */
  crash(downMs: number): void {
    this.life += 1
    this.isUp = false
    this.deps.outbox = this.#outbox(this.deps)
    this.world.later(downMs, () => {
      this.isUp = true
    })
  }

  work(text: string): Promise<void> {
    return runMessage(this.deps, type => consumers.get(type), text)
  }

  #outbox({ dynamo, env, log }: Rest) {
    const prefix = env.LINLI_QUEUE_PREFIX
    return makeOutbox({ dynamo, sqs: {}, table: env.LINLI_TABLE, prefix, log }, this.send)
  }
}

/** A request as the front door hands it over. */
export const asked = (method: string, path: string, headers: Record<string, string>, body = ''): Asked => {
  const [bare = '', query = ''] = path.split('?')
  return { method, path: bare, query, header: name => headers[name], text: () => Promise.resolve(body) }
}
