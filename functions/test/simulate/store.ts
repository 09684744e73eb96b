import { DynamoDBClient, TransactionCanceledException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import type { MemoryTable } from '../memory/table'
import type { Faults } from './faults'
import type { Being, World } from './world'

type Request = {
  constructor: { name: string }
  input: { TransactItems?: TransactWriteItem[]; ClientRequestToken?: string }
}

/** Made once: only its `send` is ours, and nothing else of it is used. */
const sdk = new DynamoDBClient({ region: 'cn-north-1' })

const error = (name: string) => Object.assign(new Error(name), { name })
const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)))
const patienceMs = 3000
/** DynamoDB remembers a token so long. */
const tokenMs = 600_000

/** The one table of a world, as its instances meet it over a network that loses, delays and repeats. */
export class Store {
  readonly table: MemoryTable
  /** What an instance does that dies while it waits for us. */
  crash: (owner: Being | undefined) => void = () => {}
  readonly #tokens = new Map<string, { at: number; items: TransactWriteItem[] | undefined }>()
  readonly #shownAt = new Map<string, number>()

  constructor(
    readonly world: World,
    readonly faults: Faults,
    estate: MemoryTable,
  ) {
    this.table = estate.copy((id, show) => this.#show(id, show))
  }

  client(): DynamoDBClient {
    return Object.assign(Object.create(sdk), { send: (request: Request) => this.#send(request) })
  }

  #send({ constructor: { name: command }, input }: Request): Promise<object> {
    const { world, faults } = this
    const owner = world.current
    const about = `${command.replace('Command', '')} of ${owner?.name ?? 'nobody'}`
    const way = () => world.chance.between(1, 12)
    return new Promise((resolve, reject) => {
      const answer = (ms: number, give: () => void) => world.later(ms, give, owner)
      const lost = () => answer(patienceMs, () => reject(error('TimeoutError')))
      const arrive = () => {
        try {
          const found = this.#execute(command, input)
          return () => resolve(found)
        } catch (refused) {
          return () => reject(asError(refused))
        }
      }
      if (faults.happens('the store is throttled', 0.02, about)) {
        answer(way(), () => reject(error('ThrottlingException')))
        return
      }
      if (faults.happens('the store never hears a request', 0.01, about)) {
        lost()
        return
      }
      const isWrite = command.includes('Write')
      if (isWrite && faults.happens('the answer of the store is lost', 0.02, about)) {
        world.later(way(), arrive)
        lost()
        return
      }
      if (isWrite && faults.happens('a request reaches the store late', 0.01, about)) {
        world.later(world.chance.between(1000, 9000), arrive)
        lost()
        return
      }
      if (isWrite && faults.happens('a request reaches the store after its token is forgotten', 0.003, about)) {
        world.later(tokenMs + world.chance.between(1000, 90_000), arrive)
        lost()
        return
      }
      if (isWrite && faults.happens('an instance crashes', 0.006, about)) {
        // Before or after its request has left.
        if (world.chance.happens(0.5)) world.later(way(), arrive)
        this.crash(owner)
        return
      }
      const items = input.TransactItems
      if (items && faults.happens('a transaction meets another', 0.03, about)) {
        answer(way(), () => reject(conflict(items.length, world.chance.between(0, items.length - 1))))
        return
      }
      world.later(way(), () => answer(way(), arrive()))
    })
  }

  has(pk: string, sk: string): boolean {
    return this.table.has(pk, sk)
  }

  #execute(command: string, input: Request['input']): object {
    if (command === 'TransactWriteItemsCommand') return this.#transact(command, input)
    const found = this.table.answer({ command, input })
    this.world.note(command)
    return found
  }

  /** A token that is known has had its effect; with another body it is refused; after ten minutes it is a new one. */
  #transact(command: string, input: Request['input']): object {
    const token = input.ClientRequestToken ?? ''
    const known = this.#tokens.get(token)
    if (known && this.world.nowMs - known.at < tokenMs) {
      if (known.items !== input.TransactItems) throw error('IdempotentParameterMismatchException')
      return { $metadata: {} }
    }
    const found = this.table.answer({ command, input })
    this.#tokens.set(token, { at: this.world.nowMs, items: input.TransactItems })
    this.world.note(`committed ${(input.TransactItems ?? []).map(keyText).join(' ')}`)
    return found
  }

  /** An index shows the changes of an item in their order. */
  #show(id: string, show: () => void): void {
    const { world, faults } = this
    const last = this.#shownAt.get(id) ?? 0
    const lag = faults.happens('an index lags', 0.03, kindOf(id)) ? world.chance.between(50, 20_000) : 0
    const at = Math.max(world.nowMs + lag, last)
    this.#shownAt.set(id, at)
    if (at <= world.nowMs) show()
    else world.later(at - world.nowMs, show)
  }
}

/** What an item is, for people: the words of its key without ids. */
const kindOf = (id: string) => {
  const words = id.split(/[#|]/).filter(word => /^[a-z][a-z-]*$/.test(word))
  return words.length > 0 ? `it does not show the latest of ${[...new Set(words)].join(', ')}` : 'it is behind'
}

const keyText = ({ Put, Update, Delete }: TransactWriteItem): string => {
  const key = Put?.Item ?? Update?.Key ?? Delete?.Key
  return key ? `${key.pk?.S}|${key.sk?.S}` : ''
}

const conflict = (count: number, at: number) =>
  new TransactionCanceledException({
    message: 'canceled',
    $metadata: {},
    CancellationReasons: Array.from({ length: count }, (_, i) => ({ Code: i === at ? 'TransactionConflict' : 'None' })),
  })
