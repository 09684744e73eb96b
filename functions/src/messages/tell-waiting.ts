import { MessageKind } from '@linli/shared/messages/schema'
import { Key } from '../db'
import { type Context, type Deps, makeContext, reaching } from '../context'
import { eachDue } from '../each-due'
import { openidForMessages } from '../identity/reachable'
import { errorName } from '../log'
import { nextSlots, paceOwner, reached } from './pace'
import { pushMessage } from './push-message'
import { deliveryKey } from './push-store'
import { loadSettings } from './settings'
import { countedAs, Digest, indexNames, StoredMessage, waitingOwner, waitingPks } from './store'
import { messageText } from './words'

const atOnce = 100
/** A message that WeChat would not take for so long is read in the app. */
const mostLateMs = 6 * 3_600_000

/** What was held until the morning and not opened before, and what is told together, once each; at the pace of what is sent to many. */
export async function tellWaiting(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [waitingOwner, paceOwner])
  for (const pk of waitingPks) {
    const between: [string, string] = ['0', `${system.now()}\uffff`]
    const { items } = await system.db.query({ index: 'gs3', pk, between, schema: Key, limit: atOnce })
    await eachDue(deps, 'messages.waiting_broken', items, async item => {
      const [slot] = await nextSlots(system, deps.env.LINLI_WECHAT_APPID, 1)
      await reached(system, slot ?? 0)
      await tell(deps, item)
    })
  }
}

/** One of them. What surely was not sent is tried again a minute later. */
async function tell(deps: Deps, { pk, sk }: Key): Promise<void> {
  const [, accountId = ''] = pk.split('#')
  const owner = `A#${accountId}#` as const
  const ctx = makeContext(deps, { kind: 'system' }, [owner, waitingOwner])
  const key = { pk, sk }
  const waits = sk.startsWith('digest#') ? await digestOf(ctx, key) : await messageOf(ctx, key)
  if (!waits || waits.laterAt > ctx.now()) return
  const { off } = await loadSettings(ctx, accountId)
  if (waits.push === undefined && waits.readAt === undefined && !off.includes(waits.kind)) {
    const openid = () => openidForMessages(ctx, accountId)
    const addressee = { owner, app: 'residents' as const, openid }
    try {
      await pushMessage(reaching(ctx, `C#${waits.communityId}#`), addressee, { ...waits, key }, waits)
    } catch (error) {
      deps.log.warn('messages.waiting_failed', { messageId: waits.messageId, error: errorName(error) })
      if (deps.nowMs() - Date.parse(waits.laterAt) < mostLateMs) return
    }
  }
  const done = { key, remove: ['laterAt', 'laterData', ...indexNames] }
  await ctx.db.transact([{ update: done, if: { messageId: waits.messageId } }], key)
}

async function messageOf(ctx: Context, key: { pk: string; sk: string }) {
  const message = await ctx.db.get(key, StoredMessage)
  if (message?.laterAt === undefined) return undefined
  const { laterAt, laterData = {}, page = '', communityId, setId } = message
  const [, accountId = ''] = key.pk.split('#')
  const evidence = setId ? deliveryKey({ communityId, pushId: setId, accountId }) : undefined
  return { ...message, laterAt, page, data: laterData, evidence }
}

async function digestOf(ctx: Context, key: { pk: string; sk: string }) {
  const digest = await ctx.db.get(key, Digest)
  if (digest?.laterAt === undefined) return undefined
  const counts = Object.fromEntries(
    MessageKind.options.flatMap(kind => {
      const count = Number(digest[countedAs(kind)] ?? 0)
      return count > 0 ? [[kind, count]] : []
    }),
  )
  const { page, data } = messageText({ kind: 'digest', counts }, digest.laterAt)
  return {
    communityId: digest.communityId,
    messageId: digest.messageId,
    laterAt: digest.laterAt,
    push: digest.push,
    readAt: undefined,
    kind: 'digest' as const,
    page,
    data,
  }
}
