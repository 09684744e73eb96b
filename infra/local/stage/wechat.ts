import type { LocalState } from '../local-state'
import { gateway } from './local'
import { type PayParams, paySheet } from './pay-sheet'
import { grantPrompt, numberPrompt, placePrompt, scanPrompt } from './prompts'
import { words } from './words'

/** What the H5 phone asks; miniprogram/src/platform/stage-protocol.ts is the other end. */
export type Ask = {
  linli: 1
  id: string
  kind: 'login' | 'pay' | 'phone' | 'subscribe' | 'scan' | 'locate'
  payload: object
}

type Reply = { ok: true; answer: object } | { ok: false; reason: 'denied' | 'failed' }

const kinds = new Set<unknown>(['login', 'pay', 'phone', 'subscribe', 'scan', 'locate'])

export function isAsk(data: unknown): data is Ask {
  if (typeof data !== 'object' || data === null) return false
  const { linli, id, kind, payload } = { linli: 0, id: 0, kind: '', payload: null, ...data }
  return linli === 1 && typeof id === 'string' && kinds.has(kind) && typeof payload === 'object' && payload !== null
}

/** `phone`: the number that their WeChat knows. */
export type Holder = { user: string; openid: string; name: string; about: string; phone?: string }

type Hand = {
  app: 'owner' | 'staff'
  screen: HTMLElement
  signal: AbortSignal
  holder: Holder
  state: LocalState
}

/** Does for the phone what only WeChat can. Undefined: the phone gets no answer at all. */
export async function answerAs(hand: Hand, ask: Ask): Promise<Reply | undefined> {
  const { app, holder, state } = hand
  switch (ask.kind) {
    case 'login': {
      const { code } = await (app === 'staff' ? gateway.staffCode(holder.user) : gateway.loginCode(holder.user))
      return { ok: true, answer: { code } }
    }
    case 'pay': {
      const answer = await paySheet({ ...hand, merchant: state.merchant }, payParams(ask.payload), holder.user)
      return answer && { ok: true, answer }
    }
    case 'phone':
      return holder.phone
        ? toReply(await numberPrompt(hand, holder.user, holder.phone))
        : { ok: false, reason: 'denied' }
    case 'subscribe': {
      const templates = templateIds(ask.payload).map(id => ({ id, title: templateTitle(state, id) }))
      return toReply(await grantPrompt(hand, holder.openid, templates))
    }
    case 'scan':
      return toReply(await scanPrompt(hand, state.codes))
    case 'locate':
      return toReply(await placePrompt(hand))
  }
}

const toReply = (answer: { said: object | undefined } | undefined): Reply | undefined =>
  answer && (answer.said ? { ok: true, answer: answer.said } : { ok: false, reason: 'denied' })

function payParams(payload: object): PayParams {
  const fields = ['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const
  const text = new Map<string, unknown>(Object.entries(payload))
  const [appId, timeStamp, nonceStr, pack, signType, paySign] = fields.map(name => String(text.get(name) ?? ''))
  return {
    ...(appId && { appId }),
    timeStamp: timeStamp ?? '',
    nonceStr: nonceStr ?? '',
    package: pack ?? '',
    signType: signType ?? '',
    paySign: paySign ?? '',
  }
}

function templateIds(payload: object): string[] {
  const ids = 'templateIds' in payload ? payload.templateIds : []
  return Array.isArray(ids) ? ids.map(String) : []
}

/** A subscription template's title by its id. */
export function templateTitle(state: LocalState, templateId: string): string {
  const kind = Object.entries(state.templates).find(([, id]) => id === templateId)?.[0] ?? ''
  return new Map<string, string>(Object.entries(words.grant.kinds)).get(kind) ?? words.grant.other
}
