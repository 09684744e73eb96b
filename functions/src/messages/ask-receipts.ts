import { CommunityId } from '@linli/shared/ids'
import { addMinutes } from '@linli/shared/time'
import * as z from 'zod'
import { communityContext, type Context, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed, Key } from '../db'
import { eachDue } from '../each-due'
import { getReadable } from '../get-readable'
import { Lanes } from '../lanes'
import { errorName } from '../log'
import { loadPersons } from '../people/person'
import { queryAll } from '../query-all'
import { deliveriesPk, deliveryItem, dueReceipts, pushKey, receiptOwner, StoredDelivery, usesOf } from './push-store'
import { receiptMs, receiptPause, unknownMs } from './receipt-pause'
import { heldName, sendHeld } from './send-others'
import { addressField, closed, heardByWechat, tryOthers } from './try-other'

const atOnce = 500
const lanes = 8
const writtenAtOnce = 40
/** A household that has one telephone. */
const mostSharers = 20
/** After a receipt that says no, until the other ways were gone. */
const goOnMinutes = 2

type Known = { before: StoredDelivery; next: StoredDelivery }

/**
 * Asks the providers whether texts and mails arrived, and keeps what they say. Who was not reached hears by the next way,
 * or stands in the list of whom to call. A provider that is silent is asked again a minute later. What waited for the
 * morning goes out.
 */
export async function askReceipts(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [receiptOwner])
  const between: [string, string] = ['0', `${system.now()}\uffff`]
  const { items } = await system.db.query({ index: 'gs3', pk: dueReceipts, between, schema: Key, limit: atOnce })
  const held = items.filter(({ sk }) => sk === heldName).map(({ pk }) => ofPush(pk))
  await eachDue(deps, 'messages.held_not_sent', held, of =>
    sendHeld(contextOf(deps, of), { pk: deliveriesPk(of.communityId, of.pushId), sk: heldName }),
  )
  const receipts = items.filter(({ sk }) => sk !== heldName)
  const pushes = [...new Set(receipts.map(({ pk }) => pk))].map(ofPush)
  await eachDue(deps, 'messages.receipts_not_asked', pushes, of =>
    askOf(
      contextOf(deps, of),
      of,
      receipts.filter(({ pk }) => pk === deliveriesPk(of.communityId, of.pushId)),
    ),
  )
}

/** A push, or what stands for one of a message alone. */
type OfPush = { communityId: string; pushId: string }

function ofPush(pk: string): OfPush {
  const [, communityId = '', , pushId = ''] = pk.split('#')
  return { communityId, pushId }
}

const contextOf = (deps: Deps, { communityId }: OfPush): Context =>
  reaching(communityContext(deps, CommunityId.parse(communityId)), receiptOwner)

async function askOf(ctx: Context, { communityId, pushId }: OfPush, keys: Key[]): Promise<void> {
  const known: Known[] = []
  const failed: StoredDelivery[] = []
  const busy = new Lanes(lanes)
  for (const before of await getReadable(ctx, keys, StoredDelivery)) {
    // The index may still list what was asked after.
    if (before?.checkAt === undefined || before.checkAt > ctx.now()) continue
    if (before.state === 'failed') failed.push(before)
    else
      await busy.add(async () => {
        const next = await asked(ctx, before)
        if (next) known.push({ before, next })
      })
  }
  await busy.drained()
  for (let at = 0; at < known.length; at += writtenAtOnce) {
    const kept = await keep(ctx, { communityId, pushId }, known.slice(at, at + writtenAtOnce))
    failed.push(...kept.filter(({ state }) => state === 'failed'))
  }
  for (const delivery of failed) await busy.add(() => goOn(ctx, communityId, delivery))
  await busy.drained()
}

/** How it stands by the provider's word; nothing when it said none. */
async function asked(ctx: Context, delivery: StoredDelivery): Promise<StoredDelivery | undefined> {
  const { open, other, by, providerId, at, state } = delivery
  if (!open || !other || by === undefined) return closed(delivery)
  const { deps } = ctx
  const sender = other.channel === 'sms' ? deps.sms : deps.mail
  try {
    const to = deps.secrets.open(open.toSealed, addressField(by))
    const receipt = await sender.receipt({ to, outId: by, at, ...(providerId && { providerId }) })
    if (receipt.state === 'delivered') return closed({ ...delivery, state: 'delivered', deliveredAt: receipt.at })
    const failed = { ...delivery, state: 'failed' as const, checkAt: addMinutes(ctx.now(), goOnMinutes) }
    if (receipt.state === 'failed') return { ...failed, detail: receipt.detail }
    const ageMs = deps.nowMs() - Date.parse(at)
    if (state === 'sent' && ageMs >= receiptMs) return closed(delivery)
    if (state !== 'sent' && ageMs >= unknownMs) return { ...failed, detail: noRecord }
    return { ...delivery, checkAt: new Date(deps.nowMs() + receiptPause(ageMs)).toISOString() }
  } catch (error) {
    deps.log.warn('messages.no_receipt', { pushId: delivery.pushId, error: errorName(error) })
    return undefined
  }
}

/** The call had no answer, and the provider knows of none. */
const noRecord = '服务商没有这条记录'

/** Writes what is known, with the push's own count of it: each once, whoever else is at it. */
async function keep(ctx: Context, of: OfPush, known: Known[]): Promise<StoredDelivery[]> {
  const isPush = (await ctx.db.get(pushKey(of.communityId, of.pushId), z.object({ pushId: z.string() }))) !== undefined
  const count = (state: StoredDelivery['state']) => known.filter(({ next }) => next.state === state).length
  const add = { arrived: count('delivered'), notArrived: count('failed') }
  const writes = known.map(({ before: { by, checkAt }, next }) => ({
    put: deliveryItem(of.communityId, next),
    if: { by, checkAt },
  }))
  const counted = { update: { key: pushKey(of.communityId, of.pushId), add }, if: { pushId: of.pushId } }
  const counts = isPush && add.arrived + add.notArrived > 0
  try {
    const marker = { pk: `C#${of.communityId}#push#${of.pushId}`, sk: `asked#${ctx.newId()}` }
    await ctx.db.transact([...writes, ...(counts ? [counted] : [])], marker)
    return known.map(({ next }) => next)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    if (known.length < 2) return []
    const alone = []
    for (const each of known) alone.push(...(await keep(ctx, of, [each])))
    return alone
  }
}

/** By the next way, or onto the list of whom to call; then nothing more is asked of this one. So does whoever shares the number. */
async function goOn(ctx: Context, communityId: string, delivery: StoredDelivery): Promise<void> {
  const { open, pushId: setId, page, kind, title, text, objectId, by, checkAt } = delivery
  try {
    if (open) {
      const { companyId, text: words } = open
      const personIds = [delivery.personId ?? '', ...(await sharers(ctx, communityId, delivery))]
      const said = { kind, title, text, objectId }
      for (const person of await loadPersons(reaching(ctx, `M#${companyId}#`), companyId, personIds)) {
        if (!person) continue
        const wechat = await heardByWechat(ctx, { communityId, setId }, person.accounts)
        await tryOthers(ctx, { communityId, setId, said, page, text: words, person, wechat })
      }
    }
    const done = { put: deliveryItem(communityId, closed(delivery)), if: { by, checkAt } }
    await ctx.db.transact([done], { pk: done.put.pk, sk: `went-on#${by}` })
  } catch (error) {
    ctx.deps.log.warn('messages.not_gone_on', { pushId: setId, error: errorName(error) })
  }
}

/** Who has the same number, and was told that it is used. */
async function sharers(ctx: Context, communityId: string, { pushId, other }: StoredDelivery): Promise<string[]> {
  if (!other) return []
  const shared = { pk: deliveriesPk(communityId, pushId), begins: `${usesOf(other)}#` }
  const found = await queryAll(ctx.db, { ...shared, schema: StoredDelivery.pick({ personId: true }) }, mostSharers)
  return found.flatMap(({ personId }) => personId ?? [])
}
