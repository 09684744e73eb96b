import type { DeliveryState } from '@linli/shared/messages/schema'
import { type Context, reaching } from '../context'
import { accountsById } from '../identity/reachable'
import { Lanes } from '../lanes'
import { loadPersons } from '../people/person'
import type { MessageFacts } from './facts'
import { nextSlots, paceOwner, reached } from './pace'
import type { LeasedPush } from './push-lease'
import { type Addressed, listAll } from './list-delivery'
import { deliveryKey, StoredDelivery } from './push-store'
import { templatesOf } from './push-message'
import { Grants, messageGrantKey, messageIdOf } from './store'
import { tellOne } from './tell-one'
import { type MessageText, messageText } from './words'

const lanes = 24
type Page = { facts: MessageFacts; personIds: string[] }

/**
 * Tells the persons of one page, each account once; answers what became of those whom no page before has met. Throws
 * what the provider or the store refused for now: the page is then told again, and whoever was told is left out.
 */
export async function tellPage(plain: Context, push: LeasedPush, { facts, personIds }: Page): Promise<DeliveryState[]> {
  const { communityId, companyId, pushId } = push
  const page = push.after ?? ''
  const persons = await loadPersons(reaching(plain, `M#${companyId}#`), companyId, [...new Set(personIds)])
  const byAccount = new Map(
    persons.flatMap(person => (person?.accounts ?? []).map(accountId => [accountId, person?.personId ?? ''] as const)),
  )
  const ctx = reaching(plain, paceOwner, ...[...byAccount.keys()].map(accountId => `A#${accountId}#`))
  const base = { pushId, page, at: plain.now() }
  const accounts = await accountsById(ctx, [...byAccount.keys()])
  const addressed: Addressed[] = [
    ...[...byAccount].flatMap(([accountId, personId]): Addressed[] => {
      const account = accounts.get(accountId)
      const messageId = messageIdOf(accountId, `push#${pushId}`, push.at)
      return account ? [{ ...base, accountId, personId, messageId, state: 'listed', account }] : []
    }),
    ...persons.flatMap((person): Addressed[] =>
      person && !person.accounts.some(accountId => accounts.has(accountId))
        ? [{ ...base, personId: person.personId, state: 'unreachable' }]
        : [],
    ),
  ]
  const keys = addressed.map(each => deliveryKey({ communityId, ...each }))
  const [known, willing] = await Promise.all([ctx.db.getMany(keys, StoredDelivery), willingOf(ctx, push, addressed)])
  const fresh = addressed.filter((_, i) => known[i] === undefined)
  const text = messageText(facts, push.at)
  const listed = await listAll(
    ctx,
    push,
    text,
    fresh.filter(each => !willing.has(each.accountId)),
  )
  const sent = await sendAll(
    ctx,
    push,
    text,
    fresh.filter(each => willing.has(each.accountId)),
  )
  const before = known.flatMap(each => (each?.page === page ? [each.state] : []))
  return [...before, ...listed, ...sent]
}

/** Whose accounts may be sent to: of WeChat, with a message of this kind allowed. */
async function willingOf(ctx: Context, push: LeasedPush, addressed: Addressed[]): Promise<Set<string | undefined>> {
  if (templatesOf(ctx, 'residents')[push.kind] === undefined) return new Set()
  const own = addressed.flatMap(({ accountId, account }) =>
    accountId !== undefined && account?.openid !== undefined ? [accountId] : [],
  )
  const grants = await ctx.db.getMany(
    own.map(accountId => messageGrantKey(`A#${accountId}#`, push.kind)),
    Grants,
  )
  return new Set(own.filter((_, i) => (grants[i]?.count ?? 0) > 0))
}

/** Sends at the pace that all workers share. Throws request.busy when others have taken the next half minute. */
async function sendAll(
  ctx: Context,
  push: LeasedPush,
  text: MessageText,
  addressed: Addressed[],
): Promise<DeliveryState[]> {
  const { LINLI_WECHAT_APPID: appid, LINLI_WECHAT_PUSHES_PER_SECOND: perSecond } = ctx.deps.env
  const atOnce = Math.max(1, Math.ceil(perSecond / 2))
  const states: DeliveryState[] = []
  const busy = new Lanes(lanes)
  try {
    for (let at = 0; at < addressed.length; at += atOnce) {
      const some = addressed.slice(at, at + atOnce)
      const slots = await nextSlots(ctx, appid, some.length)
      for (const [i, each] of some.entries()) {
        await reached(ctx, slots[i] ?? 0)
        await busy.add(async () => {
          states.push(...(await tellOne(ctx, push, text, each)))
        })
      }
    }
  } finally {
    await busy.drained()
  }
  return states
}
