import type { Instant } from '@linli/shared/time'

/** What became of a send call. `unknown`: the answer was lost, and the call is not made again. */
export type Sending = { state: 'sent'; providerId: string } | { state: 'failed'; detail: string } | { state: 'unknown' }

/** What is known of the arrival; `at` is the moment that the provider names. */
export type Receipt = { state: 'delivered'; at: Instant } | { state: 'failed'; detail: string } | { state: 'pending' }

/** A message that was sent, by what it can be asked after. `outId` is ours: it finds a call whose answer was lost. */
export type Sent = { to: string; outId: string; providerId?: string | undefined; at: Instant }

/** 短信: a text that was approved beforehand, with values. `values` are the template's variables, by name. */
export type SmsSender = {
  ready: boolean
  send(sms: { to: string; kind: string; values: Record<string, string>; outId: string }): Promise<Sending>
  receipt(sent: Sent): Promise<Receipt>
}

/** 电子邮件 in plain text. */
export type MailSender = {
  ready: boolean
  send(mail: { to: string; subject: string; text: string; outId: string }): Promise<Sending>
  receipt(sent: Sent): Promise<Receipt>
}
