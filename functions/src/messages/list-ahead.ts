import { type Context, reaching } from '../context'
import { AnyItem, ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { accountsById } from '../identity/reachable'
import { readablePersons } from '../people/person'
import type { MessageFacts } from './facts'
import { listedMessage } from './list-delivery'
import type { LeasedPush } from './push-lease'
import { deliveriesPk } from './push-store'
import { messageIdOf, messageKey } from './store'
import { messageText } from './words'

const listedAtOnce = 40

/** Puts the message of a push into the lists of one page's persons, once each; nothing is sent, and none of them counts as told. */
export async function listPage(
  plain: Context,
  push: LeasedPush,
  { facts, personIds }: { facts: MessageFacts; personIds: string[] },
): Promise<void> {
  const { communityId, companyId, pushId, at } = push
  const persons = await readablePersons(reaching(plain, `M#${companyId}#`), companyId, [...new Set(personIds)])
  const all = [...new Set(persons.flatMap(person => person?.accounts ?? []))]
  const ctx = reaching(plain, ...all.map(accountId => `A#${accountId}#`))
  const accounts = await accountsById(ctx, all)
  const messages = [...accounts.keys()].map(accountId => ({
    accountId,
    messageId: messageIdOf(accountId, `push#${pushId}`, at),
  }))
  const keys = messages.map(({ accountId, messageId }) => messageKey(`A#${accountId}#`, messageId))
  const there = await ctx.db.getMany(keys, AnyItem)
  const text = messageText(facts, at)
  const writes = messages.flatMap((each, i): Write[] =>
    there[i] === undefined ? [{ put: listedMessage(push, text, each), ifAbsent: true }] : [],
  )
  const put = (some: Write[]) =>
    ctx.db.transact(some, { pk: deliveriesPk(communityId, pushId), sk: `listed#${ctx.newId()}` })
  for (let from = 0; from < writes.length; from += listedAtOnce) {
    const some = writes.slice(from, from + listedAtOnce)
    await put(some).catch(async (error: unknown) => {
      passed(error)
      // A worker that was given up goes on beside this one.
      for (const each of some) await put([each]).catch(passed)
    })
  }
}

function passed(error: unknown): void {
  if (!(error instanceof ConditionFailed)) throw error
}
