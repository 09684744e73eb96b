import * as OTPAuth from 'otpauth'
import type { LocalParts } from './local-api'
import { readSamples } from './samples'

/** Whether a page is there: `off` when the stack was started without pages. */
export type PageState = 'off' | 'building' | 'ready' | 'failed'

/** What /_local/state tells the stage: sample people and codes of this half minute, never a TOTP secret. */
export interface LocalState {
  /** The stack's time, as an ISO instant. */
  now: string
  gateway: string
  /** The product talks to gateways of others; this one's WeChat answers mean nothing to it. */
  otherGateways: boolean
  pages: Record<'admin' | 'owner' | 'staff', PageState>
  /** Message kind → subscription template. */
  templates: Record<string, string>
  /** The name on the payment sheet. */
  merchant: string
  communityId?: string
  residents: { user: string; openid: string; name: string; phone: string; about: string }[]
  staff: { role: string; title: string; name: string; username: string; password: string; totp: string }[]
  /** Codes that hang in public places. */
  codes: { title: string; text: string }[]
  /** Who works in the field, by their WeChat in the staff's mini-program. */
  field: { user: string; openid: string; name: string; about: string }[]
}

export async function localState({
  deps,
  clock,
  state,
  gateway,
  pages,
  otherGateways,
}: LocalParts): Promise<LocalState> {
  const samples = await readSamples(state)
  return {
    now: new Date(clock.nowMs()).toISOString(),
    gateway: gateway.url,
    otherGateways,
    pages: { admin: pages.admin(), owner: pages.owner(), staff: pages.staff() },
    templates: { ...deps.env.LINLI_WECHAT_TEMPLATES, ...deps.env.LINLI_WECHAT_STAFF_TEMPLATES },
    merchant: samples?.merchant ?? '',
    ...(samples && { communityId: samples.communityId }),
    residents: (samples?.residents ?? []).map(person => ({ ...person, openid: gateway.control.openid(person) })),
    staff: (samples?.staff ?? []).map(({ totpSecret, ...person }) => ({ ...person, totp: totpNow(totpSecret) })),
    codes: samples?.codes ?? [],
    field: (samples?.field ?? []).map(person => ({ ...person, openid: gateway.control.staffOpenid(person) })),
  }
}

/** The six digits of this half minute, or of the one at `atMs`, by the machine's own clock. */
export const totpNow = (secret: string, atMs = Date.now()): string =>
  new OTPAuth.TOTP({ secret }).generate({ timestamp: atMs })
