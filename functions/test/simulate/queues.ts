import type { SendBatch } from '../../src/outbox-sender'
import type { Faults } from './faults'
import type { World } from './world'

/** Handles one message; rejects where it is to come again. */
type Receive = (text: string, done: (handled: boolean) => void) => void

/** As in infra/queues.yml. */
const visibilityMs: Record<string, number> = { seal: 60_000, messages: 120_000, jobs: 960_000 }
const mostTimes = 5

const typeOf = (text: string) => /"type":"([^"]+)"/.exec(text)?.[1] ?? 'something'

/** SQS as it is: at least once, in any order, now and then twice; after five failures to the dead letters. */
export class Queues {
  readonly deadLetters: { queue: string; text: string }[] = []
  constructor(
    readonly world: World,
    readonly faults: Faults,
    readonly receive: Receive,
  ) {}

  readonly send: SendBatch = (url, texts) => {
    const { world, faults } = this
    const owner = world.current
    const queue = url.split('-').at(-1) ?? ''
    const about = `${texts.length} for ${queue} from ${owner?.name ?? 'nobody'}`
    return new Promise((resolve, reject) => {
      const way = () => world.chance.between(2, 30)
      const fails = () => world.later(2000, () => reject(new Error('TimeoutError')), owner)
      if (faults.happens('a queue refuses', 0.1, about)) fails()
      else {
        const unanswered = faults.happens('the answer of a queue is lost', 0.06, about)
        world.later(way(), () => {
          for (const text of texts) this.deliver(queue, text)
          if (!unanswered) world.later(way(), () => resolve(new Set()), owner)
        })
        if (unanswered) fails()
      }
    })
  }

  deliver(queue: string, text: string, times = 1): void {
    const { world, faults } = this
    const late = faults.happens('a message is late', 0.06, typeOf(text)) ? world.chance.between(1000, 300_000) : 0
    const twice = times === 1 && faults.happens('a message comes twice', 0.06, typeOf(text))
    this.#attempt(queue, text, times, late + world.chance.between(1, 200))
    if (twice) this.#attempt(queue, text, mostTimes, world.chance.between(1, 20_000))
  }

  #attempt(queue: string, text: string, times: number, ms: number): void {
    let isDone = false
    this.world.later(ms, () => {
      this.receive(text, handled => {
        isDone = handled
      })
      this.world.later(visibilityMs[queue] ?? 60_000, () => {
        if (isDone) return
        if (times < mostTimes) this.deliver(queue, text, times + 1)
        else this.deadLetters.push({ queue, text })
      })
    })
  }

  /** What a person does about the alarm: the dead letters once more. */
  replay(): number {
    const letters = this.deadLetters.splice(0)
    for (const { queue, text } of letters) this.deliver(queue, text)
    return letters.length
  }
}
