import { nextChannel, outcomeOf, type Tried } from '@linli/shared/messages/rules'
import type { DeliveryState, FallbackChannel, FallbackOutcome } from '@linli/shared/messages/schema'
import { maskEmail, maskPhone } from '@linli/shared/people/schema'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { emailOf, phoneOf } from '../people/resolve-persons'
import type { OtherText } from './other-words'
import { deliveryItem, deliveryKey, StoredDelivery } from './push-store'

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

/** The channels that this deployment has. */
export const readyChannels = ({ deps }: Context): FallbackChannel[] => [
  ...(deps.sms.ready ? (['sms'] as const) : []),
  ...(deps.mail.ready ? (['email'] as const) : []),
]

/** By the other ways that this kind has, each at most once a number or address, until one worked; undefined where none is needed. */
export async function tryOthers(ctx: Context, otherwise: Otherwise): Promise<FallbackOutcome | undefined> {
  const { said, wechat } = otherwise
  const ready = readyChannels(ctx)
  const tried: Tried[] = []
  if (wechat.includes('sent')) return undefined
  for (;;) {
    const channel = nextChannel(said.kind, { wechat, tried, ready })
    if (!channel) return outcomeOf(tried)
    tried.push({ channel, state: await tryOnce(ctx, otherwise, channel) })
  }
}

/** Marked before the call, as in WeChat: what is left as `sending`, or has no answer, is not sent again on this way. */
async function tryOnce(
  ctx: Context,
  { communityId, setId, said, page, text, person }: Otherwise,
  channel: FallbackChannel,
): Promise<DeliveryState> {
  const { sms, mail, secrets } = ctx.deps
  const to = channel === 'sms' ? phoneOf(ctx, person) : emailOf(ctx, person)
  if (to === undefined) return 'unreachable'
  const { personId, companyId } = person
  const shown = channel === 'sms' ? maskPhone(to) : maskEmail(to)
  const other = { channel, hash: secrets.hashes(to, companyId)[0] ?? '', shown }
  const by = ctx.newId()
  const begun: StoredDelivery = { ...said, pushId: setId, personId, state: 'sending', page, at: ctx.now(), by, other }
  const key = deliveryKey({ communityId, ...begun })
  try {
    await ctx.db.transact([{ put: deliveryItem(communityId, begun), ifAbsent: true }], key)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
  // Also after a lost answer: whoever stands there is the one who sends.
  const kept = await ctx.db.get(key, StoredDelivery)
  if (kept?.by !== by) return kept?.state ?? 'sending'
  const outcome =
    channel === 'sms'
      ? await sms.send({ to, ...text.sms, outId: by })
      : await mail.send({ to, ...text.mail, outId: by })
  const state = outcome.state === 'failed' ? 'refused' : outcome.state
  const { state: _state, ...told } = outcome
  const known = { put: deliveryItem(communityId, { ...begun, ...told, state }), if: { by } }
  await ctx.db.transact([known], { pk: key.pk, sk: `told#${by}` })
  return state
}
