import type { DynamoDBClient, ServiceInputTypes } from '@aws-sdk/client-dynamodb'
import { type Chance, seededChance } from './strict/chance'
import { InFlight } from './strict/in-flight'
import { Lag } from './strict/lag'
import { Life } from './strict/life'
import { type FailurePlan, fail, type Held, type Planned, PlannedFailures } from './strict/planned'
import { batchGet, get, query, transactGet } from './strict/reads'
import { TableShapes } from './strict/table-keys'
import { type Answer, type Body, type Call, openCall, refusal, toResponse } from './strict/wire'
import { batchWrite, single, transact } from './strict/writes'

/** How unkind the world is. Probabilities are per request; the same seed and requests meet the same trouble. */
export interface StrictOptions {
  seed: number
  /** How long an index or a read that is not consistent may miss a change. Default 0–500 ms. */
  lagMs?: readonly [number, number]
  /** How long a transaction stays in flight, so that overlaps happen. Default 2–8 ms. */
  transactMs?: readonly [number, number]
  /** Part of a batch is handed back. Default 0.1. */
  unprocessed?: number
  /** A page without items but with a cursor. Default 0.05. */
  emptyPage?: number
  /** Default 0.01. */
  throttle?: number
  /** The request never arrives. Default 0. */
  timeoutBefore?: number
  /** The answer is lost after the commit. Default 0. */
  timeoutAfter?: number
  /** The clock of the readers' lag. Default the monotonic one. */
  nowMs?: () => number
}

/**
 * What all strict clients of one test share: writes in flight, changes that readers do not see yet, planned failures.
 */
export class StrictWorld {
  readonly options: Required<StrictOptions>
  readonly chance: Chance
  readonly lag: Lag
  readonly inFlight = new InFlight()
  readonly shapes = new TableShapes()
  /** What the world did so far: a test that needs trouble can ask whether there was any. */
  readonly counts = { conflicts: 0, staleReads: 0, unprocessed: 0, emptyPages: 0, throttles: 0, timeouts: 0 }
  readonly #planned = new PlannedFailures()
  #tokenEpoch = 0

  constructor(options: StrictOptions) {
    this.options = {
      lagMs: [0, 500],
      transactMs: [2, 8],
      unprocessed: 0.1,
      emptyPage: 0.05,
      throttle: 0.01,
      timeoutBefore: 0,
      timeoutAfter: 0,
      nowMs: () => performance.now(),
      ...options,
    }
    this.chance = seededChance(options.seed)
    this.lag = new Lag(this.chance, this.options.lagMs, this.options.nowMs)
  }

  /** Makes the next matching attempts fail, before or after the engine did its work. */
  failNext(plan: FailurePlan): Planned {
    return this.#planned.fail(plan)
  }

  /** Stops the next matching request in flight (its items stay taken) until it is released. */
  holdNext(plan: Omit<FailurePlan, 'error' | 'times'>): Held {
    return this.#planned.hold(plan)
  }

  /** Indexes and inconsistent reads show nothing newer than this moment, until `settle`. */
  holdReaders(): void {
    this.lag.hold()
  }

  /** Every reader sees every change made so far. */
  settle(): void {
    this.lag.settle()
  }

  /** As after DynamoDB's ten minutes: a repeated ClientRequestToken is a new request. */
  forgetTokens(): void {
    this.#tokenEpoch += 1
  }

  tokenOf(token: string): string {
    return this.#tokenEpoch === 0 ? token : `${token.slice(0, 30)}-${this.#tokenEpoch}`
  }

  /** Asks the engine, through whatever trouble is due. `committed` is told before an answer can be lost. */
  async exchange(call: StrictCall, body: Body, committed?: () => void): Promise<Answer> {
    const early = await this.#trouble(call, 'before')
    if (early) return early
    const answer = await call.send(body)
    if (answer.status !== 200) return answer
    committed?.()
    return (await this.#trouble(call, 'after')) ?? answer
  }

  happens(kind: string, subject: string, probability: number): boolean {
    return probability > 0 && this.chance.draw(kind, subject) < probability
  }

  async #trouble(call: StrictCall, when: 'before' | 'after'): Promise<Answer | undefined> {
    call.life.meet(call, when)
    const planned = await this.#planned.meet(call, when)
    if (planned) return planned
    const subject = `${call.operation}|${JSON.stringify(call.body).slice(0, 200)}`
    const timeout = when === 'before' ? this.options.timeoutBefore : this.options.timeoutAfter
    if (this.happens(`timeout ${when}`, subject, timeout)) {
      this.counts.timeouts += 1
      return fail('timeout', call)
    }
    if (when === 'before' && this.happens('throttle', subject, this.options.throttle)) {
      this.counts.throttles += 1
      return fail('throttle', call)
    }
    return undefined
  }
}

/** A call and the process that makes it. */
export type StrictCall = Call & { life: Life }

/**
 * Makes a client meet what DynamoDB does and the local engine does not: conflicts between overlapping writes, readers
 * that lag, partial batches, empty pages, throttling, lost answers. Works beneath the SDK's own retries, on the wire,
 * so a DynamoDBDocumentClient over the client is strict too.
 * @param world shared by all clients that are to see each other's writes in flight
 * @returns the client's life: `crashAt` ends it at a chosen write, as when its process dies
 */
export function strict(client: DynamoDBClient, world: StrictWorld): Life {
  const life = new Life()
  const middleware = (next: Next) => async (args: NextArgs) => {
    const call = openCall(args.request, async request => (await next({ ...args, request })).response)
    return { response: toResponse(await answer({ ...call, life }, world)) }
  }
  client.middlewareStack.addRelativeTo(middleware, {
    name: 'linliStrict',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    override: true,
  })
  return life
}

type NextArgs = { input: ServiceInputTypes; request: unknown }
type Next = (args: NextArgs) => Promise<{ response: unknown }>

async function answer(call: StrictCall, world: StrictWorld): Promise<Answer> {
  switch (call.operation) {
    case 'TransactWriteItems':
      return transact(call, world)
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return single(call, world)
    case 'BatchWriteItem':
      return batchWrite(call, world)
    case 'GetItem':
      return get(call, world)
    case 'BatchGetItem':
      return batchGet(call, world)
    case 'TransactGetItems':
      return transactGet(call, world)
    case 'Query':
      return query(call, world)
    case 'DescribeTable':
      return call.send(call.body)
    default:
      return refusal('AccessDeniedException', `strict: ${call.operation} is refused; no request reads a whole table`)
  }
}
