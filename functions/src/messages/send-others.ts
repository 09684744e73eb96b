import { kindRules, usualSettings, whenToTell } from '@linli/shared/messages/rules'
import { MessageSettings } from '@linli/shared/messages/schema'
import { addMinutes } from '@linli/shared/time'
import { type Context, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed, type Key } from '../db'
import { loadPersons } from '../people/person'
import { derivedId } from '../secrets'
import { SendMessageBody } from './facts'
import { objectOf } from './object-of'
import { otherText } from './other-words'
import { isPressing } from './pressing'
import { deliveriesPk, dueReceipts, receiptOwner } from './push-store'
import { loadQuiet } from './quiet-hours'
import { settingsKey } from './store'
import { heardByWechat, tryOthers } from './try-other'
import { messageText } from './words'
import * as z from 'zod'

/** What WeChat was to send at the end of the night was sent by then. */
const afterWechatMinutes = 10

/** By SMS or mail, whom WeChat did not reach of a kind that has other ways, and who did not switch it off; at night in the morning. */
export async function sendOthers(deps: Deps, body: SendMessageBody): Promise<void> {
  const { communityId, companyId, facts, orElse } = body
  const text = otherText(facts, body.at)
  if (!text || companyId === undefined || !orElse) return
  const plain = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `M#${companyId}#`, receiptOwner])
  const about = { kind: facts.kind, pressing: isPressing(facts) }
  const telling = whenToTell(about, usualSettings, await loadQuiet(plain, communityId), plain.now())
  if (telling.do === 'later') return hold(plain, body, addMinutes(telling.at, afterWechatMinutes))
  const [setId, said] = [setIdOf(body), saidOf(body)]
  for (const person of await loadPersons(plain, companyId, orElse)) {
    if (!person) continue
    const { accounts } = person
    const ctx = reaching(plain, ...accounts.map(accountId => `A#${accountId}#`))
    const choices = await ctx.db.getMany(accounts.map(settingsKey), MessageSettings)
    const isOff = accounts.length > 0 && choices.every(choice => choice?.off.includes(facts.kind))
    if (isOff && !kindRules[facts.kind].urgent) continue
    const wechat = await heardByWechat(ctx, { communityId, setId }, accounts)
    await tryOthers(plain, { communityId, setId, said, page: '', text, person, wechat })
  }
}

/** Of a message that is no push: what stands for one. */
export const setIdOf = ({ communityId, key }: SendMessageBody) => derivedId('message', communityId, key)

export function saidOf({ facts, at }: SendMessageBody) {
  const { title, text } = messageText(facts, at)
  return { kind: facts.kind, title, text, objectId: objectOf(facts) }
}

export const heldName = 'held'
const Held = z.object({ body: SendMessageBody, checkAt: z.string() })

async function hold(ctx: Context, body: SendMessageBody, checkAt: string): Promise<void> {
  const key = { pk: deliveriesPk(body.communityId, setIdOf(body)), sk: heldName }
  const held = { ...key, body, checkAt, gs3pk: dueReceipts, gs3sk: `${checkAt}#${key.pk}` }
  try {
    await ctx.db.transact([{ put: held, ifAbsent: true }], key)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** In the morning. Each number is marked when it is written to, so that two at once send one. */
export async function sendHeld(ctx: Context, key: Key): Promise<void> {
  const held = await ctx.db.get(key, Held)
  if (!held || held.checkAt > ctx.now()) return
  await sendOthers(ctx.deps, held.body)
  await ctx.db.transact([{ delete: key }], { pk: key.pk, sk: 'sent-held' })
}
