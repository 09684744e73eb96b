import { type Endpoint, type InputOf, requestOf } from '@linli/shared/contract'
import type { Deps } from '../../src/context'
import type { Answered } from '../../src/service'
import type { Caller } from '../call'
import { bareDeps, type Estate, firstMorning, type Payer } from './estate'
import type { Faults } from './faults'
import { Gateway } from './gateway'
import { asked, Instance } from './instance'
import { Notices } from './notices'
import { Queues } from './queues'
import { Store } from './store'
import type { Being, World } from './world'

export const startMs = firstMorning + 3_600_000
const patienceMs = 20_000

/** All of one history: the world with its store, channel, queues and instances, and what people know for themselves. */
export class Town {
  readonly store: Store
  readonly gateway: Gateway
  readonly notices: Notices
  readonly queues: Queues
  readonly instances: Instance[]
  /** Money that lies in the tills, as the people at the counter counted it. */
  cashFen = 0
  /** Subscription messages that reached WeChat, by whom and what they are about. */
  readonly pushes = new Map<string, number>()
  /** Transactions that only the channel's bill told of: they are in suspense. */
  readonly named = new Set<string>()
  /** Transactions in suspense that a person gave to a household. */
  readonly given = new Set<string>()
  /** What must never be: written down where it was seen. */
  readonly breaks: string[] = []

  constructor(
    readonly world: World,
    readonly faults: Faults,
    readonly estate: Estate,
  ) {
    this.store = new Store(world, faults, estate.table)
    this.notices = new Notices(this)
    this.gateway = new Gateway(
      world,
      faults,
      { wechat: estate.merchant, alipay: estate.alipay },
      paid => this.notices.told(paid),
      refund => this.notices.toldBack(refund),
    )
    this.queues = new Queues(world, faults, (text, done) => this.#receive(text, done))
    const rest = {
      ...bareDeps(estate.env, estate.secrets),
      dynamo: this.store.client(),
      pay: this.gateway.client(),
      wechat: this.#wechat(),
      log: this.#log(),
    }
    this.instances = ['instance 1', 'instance 2', 'instance 3'].map(
      name => new Instance(world, name, rest, this.queues.send),
    )
    this.store.crash = owner => this.crash(owner)
  }

  /** Whether an order is this payer's, as the table has it. */
  isOf(orderId: string, { accountId }: Payer): boolean {
    const [order] = [...this.store.table.itemsOf(`C#${orderId.slice(0, 6)}#order#${orderId}`)]
    return order?.accountId === accountId
  }

  /** One that is up, if any is. */
  someInstance(): Instance | undefined {
    const up = this.instances.filter(({ isUp }) => isUp)
    return up.length > 0 ? this.world.chance.pick(up) : undefined
  }

  crash(owner: Being | undefined): void {
    const found = this.instances.find(instance => instance === owner)
    found?.crash(this.world.chance.between(100, 40_000))
  }

  /** Somebody calls the product over the network; undefined when no answer came. */
  async call<E extends Endpoint>(
    by: Being & { who: Caller },
    what: string,
    endpoint: E,
    input: InputOf<E>,
    key?: string,
  ): Promise<Answered | undefined> {
    const { who } = by
    const { path, body } = requestOf(endpoint, input)
    const headers = {
      ...(who.token && { authorization: `Bearer ${who.token}` }),
      ...(who.cookie && { cookie: `linli_session=${who.cookie}` }),
      ...(who.csrf && { 'x-csrf': who.csrf }),
      ...(key && { 'idempotency-key': key }),
    }
    const answer = await this.request(by, endpoint.method, path, headers, body)
    this.world.tell(`${by.name} ${what}: ${answer ? outcomeOf(answer) : 'no answer'}`)
    return answer
  }

  request(
    by: Being,
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answered | undefined> {
    const { world } = this
    const way = () => world.chance.between(5, 80)
    return new Promise(resolve => {
      world.later(patienceMs, () => resolve(undefined), by)
      const instance = this.someInstance()
      if (!instance) return
      world.later(
        way(),
        () => {
          void instance
            .serve(asked(method, path, headers, body))
            .then(answer => world.later(way(), () => resolve(answer), by))
        },
        instance,
      )
    })
  }

  #receive(text: string, end: (handled: boolean) => void): void {
    const instance = this.someInstance()
    if (!instance) return
    const work = async () => {
      try {
        await instance.work(text)
        end(true)
      } catch (error) {
        this.world.note(`not handled: ${String(error)}`)
      }
    }
    this.world.later(1, () => void work(), instance)
  }

  /** Work by the clock, on whichever instance it falls. */
  tick(run: (deps: Deps) => Promise<void>): void {
    const instance = this.someInstance()
    if (!instance) return
    const failed = (error: unknown) => this.world.note(`not run: ${String(error)}`)
    this.world.later(1, () => void run(instance.deps).catch(failed), instance)
  }

  #wechat(): Deps['wechat'] {
    const { world, faults } = this
    return {
      ...bareDeps(this.estate.env, this.estate.secrets).wechat,
      sendMessage: ({ openid, page }) => {
        const owner = world.current
        return new Promise(resolve => {
          const name = `${openid} ${page}`
          const lost = faults.happens('the answer of WeChat messages is lost', 0.3, name.slice(0, 20))
          world.later(world.chance.between(20, 300), () => {
            this.pushes.set(name, (this.pushes.get(name) ?? 0) + 1)
            world.later(lost ? 5000 : 50, () => resolve(lost ? 'unknown' : 'sent'), owner)
          })
        })
      },
    }
  }

  /** An error that no verb says of itself is a defect wherever it comes up. */
  #log(): Deps['log'] {
    return {
      info() {},
      warn() {},
      error: (event, fields) => {
        if (event === 'request.failed' && fields && 'error' in fields)
          this.breaks.push(`an error that is no refusal: ${String(fields.error)} at ${String(fields.at)}`)
      },
    }
  }
}

function outcomeOf({ status, body }: Answered): string {
  if (status < 300) return 'done'
  const code = /"code":"([^"]+)"/.exec(body)?.[1]
  return `${status} ${code ?? ''}`
}
