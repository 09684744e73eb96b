import { kindRules, usualQuiet, usualSettings, whenToTell } from '@linli/shared/messages/rules'
import { type DeliveryState, type FallbackOutcome, MessageSettings } from '@linli/shared/messages/schema'
import { AppError } from '@linli/shared/errors'
import { type Context, reaching } from '../context'
import { accountsById } from '../identity/reachable'
import { Lanes } from '../lanes'
import { errorName } from '../log'
import { readablePersons } from '../people/person'
import type { MessageFacts } from './facts'
import { objectOf } from './object-of'
import { nextSlots, paceOwner, reached } from './pace'
import type { LeasedPush } from './push-lease'
import { type Addressed, listAll } from './list-delivery'
import { otherText } from './other-words'
import { deliveryKey, StoredDelivery } from './push-store'
import { templatesOf } from './push-message'
import { Grants, messageGrantKey, messageIdOf, messageKey, settingsKey, StoredMessage, waitingOwner } from './store'
import { tellOne } from './tell-one'
import { readyChannels, tryOthers } from './try-other'
import { type MessageText, messageText } from './words'

const lanes = 24
const otherLanes = 8
type Readers = () => Promise<ReadonlyMap<string, string>>
type Page = { facts: MessageFacts; personIds: string[]; readers?: Readers }
export type Told = { states: DeliveryState[]; others: FallbackOutcome[] }

/**
 * Tells the persons of one page, each account once; answers what became of those whom no page before has met. Throws
 * what the provider or the store refused for now: the page is then told again, and whoever was told is left out.
 */
export async function tellPage(plain: Context, push: LeasedPush, { facts, personIds, readers }: Page): Promise<Told> {
  const { communityId, companyId, pushId } = push
  const page = push.after ?? ''
  const persons = await readablePersons(reaching(plain, `M#${companyId}#`), companyId, [...new Set(personIds)])
  const byAccount = new Map(
    persons.flatMap(person => (person?.accounts ?? []).map(accountId => [accountId, person?.personId ?? ''] as const)),
  )
  const ctx = reaching(plain, paceOwner, waitingOwner, ...[...byAccount.keys()].map(accountId => `A#${accountId}#`))
  const text = messageText(facts, push.at)
  const said = { kind: push.kind, title: text.title, text: text.text, objectId: objectOf(facts) }
  const base = { pushId, page, at: plain.now(), ...said }
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
  const [known, willing, digests, opened] = await Promise.all([
    ctx.db.getMany(keys, StoredDelivery),
    willingOf(ctx, push, addressed),
    choicesOf(ctx, push, addressed),
    openedOf(ctx, push, addressed, readers),
  ])
  for (const accountId of opened.keys()) digests.set(accountId, undefined)
  const fresh = addressed.flatMap((each, i) => {
    const [digestAt, readAt] = [digests.get(each.accountId), opened.get(each.accountId)]
    return known[i] === undefined ? [{ ...each, ...(digestAt && { digestAt }), ...(readAt && { readAt }) }] : []
  })
  for (const accountId of digests.keys()) willing.delete(accountId)
  const listed = await listAll(
    ctx,
    push,
    text,
    fresh.filter(each => !willing.has(each.accountId)),
  )
  const to = fresh.filter(each => willing.has(each.accountId))
  const otherwise = otherText(facts, push.at)
  const met = (deliveries: (StoredDelivery | undefined)[]) =>
    deliveries.flatMap(each => (each?.page === page ? [each.state] : []))
  if (!otherwise) return { states: [...met(known), ...listed, ...(await sendAll(ctx, push, text, to))], others: [] }

  try {
    await sendAll(ctx, push, text, to)
  } catch (error) {
    // An emergency does not wait for WeChat where there is another way.
    if (!(error instanceof AppError) || !kindRules[push.kind].urgent || readyChannels(ctx).length === 0) throw error
    ctx.deps.log.warn('messages.urgent_otherwise', { pushId, error: errorName(error) })
    await listAll(ctx, push, text, to)
  }
  const told = await ctx.db.getMany(keys, StoredDelivery)
  const others: FallbackOutcome[] = []
  const busy = new Lanes(otherLanes)
  for (const person of persons) {
    const own = told.filter(each =>
      person?.accounts.some(accountId => accounts.has(accountId))
        ? each?.accountId !== undefined && person.accounts.includes(each.accountId)
        : each?.personId === person?.personId,
    )
    const wechat = own.flatMap(each => (each ? [each.state] : []))
    // Whoever was met on an earlier page alone was told then.
    if (!person || met(own).length === 0) continue
    await busy.add(async () => {
      const wish = { communityId, setId: pushId, said, page, text: otherwise, person, wechat }
      const outcome = await tryOthers(ctx, wish)
      if (outcome) others.push(outcome)
    })
  }
  await busy.drained()
  return { states: met(told), others }
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

/** Who has chosen not to be sent this kind at once: nothing, or the moment at which they are told of the day's together. */
async function choicesOf(
  ctx: Context,
  { kind }: LeasedPush,
  addressed: Addressed[],
): Promise<Map<string | undefined, string | undefined>> {
  const ids = addressed.flatMap(({ accountId }) => accountId ?? [])
  const kept = await ctx.db.getMany(ids.map(settingsKey), MessageSettings)
  const choices = new Map<string | undefined, string | undefined>()
  for (const [i, accountId] of ids.entries()) {
    // The walk itself waits for the morning.
    const telling = whenToTell({ kind, pressing: false }, kept[i] ?? usualSettings, usualQuiet, ctx.now())
    if (telling.do === 'list' || telling.do === 'digest')
      choices.set(accountId, telling.do === 'digest' ? telling.at : undefined)
  }
  return choices
}

/**
 * Who has opened it in the night, when it stood in their list already, or read what it is about, and when: they are not rung
 * for it any more.
 */
async function openedOf(
  ctx: Context,
  { listedTo, isListed }: LeasedPush,
  addressed: Addressed[],
  readers: Readers = () => Promise.resolve(new Map()),
): Promise<Map<string | undefined, string>> {
  if (listedTo === undefined && !isListed) return new Map()
  const own = addressed.flatMap(({ accountId, messageId, personId = '' }) =>
    accountId !== undefined && messageId !== undefined ? [{ accountId, messageId, personId }] : [],
  )
  const keys = own.map(({ accountId, messageId }) => messageKey(`A#${accountId}#`, messageId))
  const [kept, read] = await Promise.all([ctx.db.getMany(keys, StoredMessage.pick({ readAt: true })), readers()])
  return new Map(
    own.flatMap(({ accountId, personId }, i) => {
      const at = kept[i]?.readAt ?? read.get(personId)
      return at === undefined ? [] : [[accountId, at]]
    }),
  )
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
      const slots = await nextSlots(ctx, appid, some.length, kindRules[push.kind].urgent)
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
