import type { Answer, Body, Call } from './wire'
import { refusal } from './wire'

export type Failure = 'timeout' | 'throttle' | 'conflict' | 'server-error'

export interface FailurePlan {
  /** The operation's name, e.g. 'TransactWriteItems'; default: any write. */
  command?: string
  /** 'before': the engine never hears of it. 'after': it is committed and the answer is lost. */
  when: 'before' | 'after'
  error?: Failure
  /** A text in the request (a key, say), or a test on the marshalled request. */
  match?: string | ((body: Body) => boolean)
  /** How many attempts fail; default 1. The SDK's own retries count. */
  times?: number
}

export interface Planned {
  /** How often it has happened so far. */
  hits(): number
  /** Forgets the rest. */
  cancel(): void
}

/** A request that waits at a chosen point until the test lets it go. */
export interface Held {
  reached: Promise<void>
  release(): void
}

interface Entry {
  plan: FailurePlan
  left: number
  hits: number
  /** Set on a hold instead of a failure. */
  hold?: { reach(): void; released: Promise<void> }
}

const WRITES = /^(Put|Update|Delete)Item$|^BatchWriteItem$|^TransactWriteItems$/

/** Failures and pauses that a test asked for. */
export class PlannedFailures {
  #entries: Entry[] = []

  fail(plan: FailurePlan): Planned {
    const entry: Entry = { plan, left: plan.times ?? 1, hits: 0 }
    this.#entries.push(entry)
    return {
      hits: () => entry.hits,
      cancel: () => {
        entry.left = 0
      },
    }
  }

  hold(plan: Omit<FailurePlan, 'error' | 'times'>): Held {
    let reach = () => {}
    let release = () => {}
    const reached = new Promise<void>(resolve => {
      reach = resolve
    })
    const released = new Promise<void>(resolve => {
      release = resolve
    })
    this.#entries.push({ plan, left: 1, hits: 0, hold: { reach, released } })
    return { reached, release }
  }

  /** Waits, throws (time-out) or returns a refusal, as planned for this point of this call; usually does nothing. */
  async meet(call: Call, when: 'before' | 'after'): Promise<Answer | undefined> {
    const entry = this.#entries.find(({ plan, left }) => left > 0 && plan.when === when && matches(plan, call))
    if (!entry) return undefined
    entry.left -= 1
    entry.hits += 1
    this.#entries = this.#entries.filter(({ left }) => left > 0)
    if (!entry.hold) return fail(entry.plan.error ?? 'timeout', call)
    entry.hold.reach()
    await entry.hold.released
    return undefined
  }
}

/** The refusal of that kind; a time-out is thrown, as the SDK's request handler throws it. */
export function fail(failure: Failure, call: Call): Answer {
  switch (failure) {
    case 'timeout':
      throw Object.assign(new Error('strict: the answer was lost'), { name: 'TimeoutError' })
    case 'throttle':
      return call.operation === 'TransactWriteItems'
        ? cancelled(actionCount(call.body), () => 'ThrottlingError')
        : refusal('ThrottlingException', 'Rate of requests exceeds the allowed throughput.')
    case 'conflict':
      return call.operation === 'TransactWriteItems'
        ? cancelled(actionCount(call.body), index => (index === 0 ? 'TransactionConflict' : 'None'))
        : refusal('TransactionConflictException', 'Transaction is ongoing for the item')
    case 'server-error':
      return refusal('InternalServerError', 'Internal server error', {}, 500)
  }
}

const MESSAGES: Record<string, string> = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError: 'Throughput exceeds the current capacity of your table or index.',
}

/** A cancelled transaction with one reason per action. */
export function cancelled(actions: number, codeAt: (index: number) => string): Answer {
  const codes = Array.from({ length: actions }, (_, index) => codeAt(index))
  return refusal(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    { CancellationReasons: codes.map(Code => ({ Code, ...(MESSAGES[Code] && { Message: MESSAGES[Code] }) })) },
  )
}

function actionCount(body: Body): number {
  return Array.isArray(body.TransactItems) ? body.TransactItems.length : 0
}

function matches(plan: FailurePlan, call: Call): boolean {
  if (plan.command === undefined ? !WRITES.test(call.operation) : plan.command !== call.operation) return false
  if (plan.match === undefined) return true
  return typeof plan.match === 'string' ? JSON.stringify(call.body).includes(plan.match) : plan.match(call.body)
}
