import { AppError } from '@linli/shared/errors'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { StoredRepair } from '../../src/repairs/store'
import { testDeps } from '../context'
import { acts, type Draw, kindsOfAct, usual } from './service-acts'
import { openService, people, type Service, type Who } from './service-office'
import { expectListed, expectService, found } from './service-sound'

/**
 * So many commands at least are run, the same ones every time; another number in LINLI_SEED tells others. A failure prints
 * its seed and the shortest story that fails.
 */
const wanted = 10_000
const firstSeed = Number(process.env.LINLI_SEED ?? 1)
const perCommunity = 100
/** A story that fails is made shorter for so long: twenty that hold take some seconds. */
const limits = { interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true }

/** `part`: mostly whose part it is does it, now and then anybody at all; `usually`: what mostly comes next. */
type Command = Draw & { kind: string; usually: boolean; part: number; who: Who }
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom(...kindsOfAct),
  usually: fc.nat(9).map(n => n < 8),
  which: fc.nat(20),
  n: fc.integer({ min: 1, max: 60 }),
  part: fc.nat(9),
  who: fc.constantFrom(...people),
})

it('whoever does whatever to orders, in any order: no illegal state, nothing lost, clocks once, no bill without a yes', async () => {
  const deps = testDeps()
  const done = new Map<string, number>()
  const reached = { bills: 0, voids: 0 }
  let ran = 0
  const property = fc.asyncProperty(
    fc.array(command, { minLength: perCommunity, maxLength: perCommunity }),
    async script => {
      const service = await openService(deps)
      let before = found(service)
      for (const each of script) {
        await run(service, each, done, [...before.repairs.values()])
        const after = found(service)
        expectService(before, after)
        before = after
      }
      expectListed(service, before)
      reached.bills += before.bills.length
      reached.voids += before.bills.filter(({ state }) => state === 'void').length
      ran += script.length
    },
  )
  for (let seed = firstSeed; ran < wanted; seed++) await fc.assert(property, { numRuns: 20, seed, ...limits })
  // Deep enough to mean something: bills that came to be, and those that went again.
  expect([reached.bills > 100, reached.voids > 10]).toEqual([true, true])
  expect(kindsOfAct.filter(kind => (done.get(kind) ?? 0) <= 5)).toEqual([])
}, 900_000)

async function run(service: Service, command: Command, done: Map<string, number>, repairs: StoredRepair[]) {
  // Who repairs mostly looks at what is in their own hands.
  const repair = pick(repairs, command.which)
  const next = repair && command.usually ? usual(repair) : [command.kind]
  const kind = next[command.n % next.length] ?? command.kind
  const act = acts[kind]
  if (!act) throw new TypeError(`no act ${kind}`)
  const part = act.by[command.n % act.by.length] ?? command.who
  const assigned = people.find(who => service.ids[who] !== '' && service.ids[who] === repair?.assignee?.personId)
  const likely = assigned && act.by.includes(assigned) ? assigned : part
  const who = command.part < 8 ? likely : command.who
  service.deps.clock.advance(60_000)
  try {
    await act.do({ service, ctx: service.ctx[who], repair, draw: command, others: repairs })
    done.set(kind, (done.get(kind) ?? 0) + 1)
  } catch (refused) {
    // What no verb says of itself is a defect, not a refusal.
    if (!(refused instanceof AppError)) throw refused
  }
}

/** Mostly one of the newest few, so that some come to their end. */
const pick = <T>(list: readonly T[], which: number): T | undefined =>
  list[list.length - 1 - (which % Math.min(2, Math.max(1, list.length)))]
