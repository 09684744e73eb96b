import { addMinutes } from '@linli/shared/time'
import { needsCall, nextChannel, outcomeOf, type Tried } from '@linli/shared/messages/rules'
import type { DeliveryState, FallbackChannel, FallbackOutcome } from '@linli/shared/messages/schema'
import { maskEmail, maskPhone } from '@linli/shared/people/schema'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { errorName } from '../log'
import { emailOf, phoneOf } from '../people/resolve-persons'
import type { OtherText } from './other-words'
import { deliveryItem, deliveryKey, receiptOwner, StoredDelivery } from './push-store'

/** A message to one person, after what became of WeChat's to their accounts. `setId`: the push, or what stands for one. */
export type Otherwise = {
  communityId: string
  setId: string
  /** What the evidence keeps of it. */
  said: Pick<StoredDelivery, 'kind' | 'title' | 'text' | 'objectId'>
  page: string
  text: OtherText
  person: Parameters<typeof phoneOf>[1]
  wechat: DeliveryState[]
}

/** What became of WeChat's messages of a set to somebody's accounts: who has opened one was reached, however it came. */
export async function heardByWechat(
  ctx: Context,
  { communityId, setId: pushId }: Pick<Otherwise, 'communityId' | 'setId'>,
  accounts: string[],
): Promise<DeliveryState[]> {
  const keys = accounts.map(accountId => deliveryKey({ communityId, pushId, accountId }))
  const kept = await ctx.db.getMany(keys, StoredDelivery)
  return kept.flatMap(each => (each ? [each.readAt ? 'delivered' : each.state] : []))
}

/** The channels that this deployment has. */
export const readyChannels = ({ deps }: Context): FallbackChannel[] => [
  ...(deps.sms.ready ? (['sms'] as const) : []),
  ...(deps.mail.ready ? (['email'] as const) : []),
]

/**
 * By the other ways that this kind has, each at most once a number or address, until one worked; undefined where none is
 * needed. Asked again later, when a receipt says that one did not, it goes on with the next.
 */
export async function tryOthers(ctx: Context, otherwise: Otherwise): Promise<FallbackOutcome | undefined> {
  const { said, wechat } = otherwise
  const ready = readyChannels(ctx)
  const tried: Tried[] = []
  if (wechat.some(state => state === 'sent' || state === 'delivered')) return undefined
  for (;;) {
    const channel = nextChannel(said.kind, { wechat, tried, ready })
    if (!channel) {
      if (needsCall(said.kind, { wechat, tried })) await listToCall(ctx, otherwise)
      return outcomeOf(tried)
    }
    tried.push({ channel, state: await tryOnce(ctx, otherwise, channel) })
  }
}

/** The receipt is mostly there within a minute; a call under way ends by then. */
const firstAskMinutes = 1
/** What the sealed address of an attempt is bound to. */
export const addressField = (by: string): string => `delivery:${by}`

/** Marked before the call, as in WeChat: what is left as `sending`, or has no answer, is not sent again on this way. */
async function tryOnce(
  plain: Context,
  { communityId, setId, said, page, text, person }: Otherwise,
  channel: FallbackChannel,
): Promise<DeliveryState> {
  const ctx = reaching(plain, receiptOwner)
  const { sms, mail, secrets } = ctx.deps
  const to = addressOf(ctx, person, channel)
  if (to === undefined) return 'unreachable'
  const { personId, companyId } = person
  const at = ctx.now()
  const shown = channel === 'sms' ? maskPhone(to) : maskEmail(to)
  const other = { channel, hash: secrets.hashes(to, companyId)[0] ?? '', shown }
  const by = ctx.newId()
  const begun: StoredDelivery = {
    ...said,
    pushId: setId,
    personId,
    state: 'sending',
    page,
    at,
    by,
    other,
    checkAt: addMinutes(at, firstAskMinutes),
    open: { toSealed: secrets.seal(to, addressField(by)), companyId, text },
  }
  const key = deliveryKey({ communityId, ...begun })
  await keepOnce(ctx, communityId, begun)
  // Also after a lost answer: whoever stands there is the one who sends.
  const kept = await ctx.db.get(key, StoredDelivery)
  if (kept?.by !== by) {
    const usedFor = kept?.personId
    if (usedFor !== undefined && usedFor !== personId)
      await keepOnce(ctx, communityId, {
        ...said,
        pushId: setId,
        personId,
        state: 'shared',
        page,
        at,
        other: { ...other, usedFor },
      })
    return kept?.state ?? 'sending'
  }
  const outcome =
    channel === 'sms'
      ? await sms.send({ to, ...text.sms, outId: by })
      : await mail.send({ to, ...text.mail, outId: by })
  const state: DeliveryState = outcome.state === 'failed' ? 'refused' : outcome.state
  const { state: _state, ...told } = outcome
  const next: StoredDelivery = { ...begun, ...told, state }
  const known = { put: deliveryItem(communityId, state === 'refused' ? closed(next) : next), if: { by } }
  await ctx.db.transact([known], { pk: key.pk, sk: `told#${by}` })
  return state
}

/** One that cannot be opened counts as none, and is told in the log: they hear by the next way. */
function addressOf(ctx: Context, person: Otherwise['person'], channel: FallbackChannel): string | undefined {
  try {
    return channel === 'sms' ? phoneOf(ctx, person) : emailOf(ctx, person)
  } catch (error) {
    ctx.deps.log.error('messages.address_broken', { personId: person.personId, error: errorName(error) })
    return undefined
  }
}

/** Nothing more is asked of it, and its full address is kept no longer. */
export const closed = ({ open: _open, checkAt: _checkAt, ...delivery }: StoredDelivery): StoredDelivery => delivery

/** The office's list of whom to call, once for each message and person. */
async function listToCall(ctx: Context, { communityId, setId, said, page, person }: Otherwise): Promise<void> {
  const { personId } = person
  await keepOnce(ctx, communityId, {
    ...said,
    pushId: setId,
    personId,
    state: 'to_call',
    page,
    at: ctx.now(),
    call: true,
  })
}

/** Evidence that is there once, whoever writes it. */
async function keepOnce(ctx: Context, communityId: string, delivery: StoredDelivery): Promise<void> {
  try {
    const key = deliveryKey({ communityId, ...delivery })
    await ctx.db.transact([{ put: deliveryItem(communityId, delivery), ifAbsent: true }], key)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
