import { Position } from '@linli/shared/position'
import * as z from 'zod'

/**
 * How an H5 phone asks its stage (the page that holds it in a frame, same origin) for what only WeChat has.
 * Phone → stage: a StageRequest. Stage → phone: one StageReply with the same id. Both sides check the origin.
 * The stage chooses who holds the phone by its address: /owner/?as=<name>, /staff/?as=<name>; another name starts a fresh
 * phone.
 */
export const payloads = {
  /** Answer: a wx.login code of the person who holds the phone. */
  login: z.object({}),
  /** What wx.requestPayment takes. Answer: what the person did; never a proof of payment. */
  pay: z.object({
    appId: z.string(),
    timeStamp: z.string(),
    nonceStr: z.string(),
    package: z.string(),
    signType: z.string(),
    paySign: z.string(),
  }),
  /** Answer: a one-time getPhoneNumber code. */
  phone: z.object({}),
  subscribe: z.object({ templateIds: z.array(z.string()) }),
  scan: z.object({}),
  /** Answer: where the phone is. */
  locate: z.object({}),
}
export type StageKind = keyof typeof payloads

export const answers = {
  login: z.object({ code: z.string() }),
  pay: z.object({ outcome: z.enum(['paid-claimed', 'cancelled', 'failed']), reason: z.string().optional() }),
  phone: z.object({ code: z.string() }),
  subscribe: z.object({ accepted: z.array(z.string()) }),
  scan: z.object({ text: z.string() }),
  locate: Position,
}
export type StageAnswer<K extends StageKind> = z.output<(typeof answers)[K]>

export const StageRequest = z.object({
  linli: z.literal(1),
  id: z.string(),
  kind: z.enum(['login', 'pay', 'phone', 'subscribe', 'scan', 'locate']),
  payload: z.unknown(),
})
export type StageRequest = z.infer<typeof StageRequest>

export const StageReply = z.discriminatedUnion('ok', [
  z.object({ linli: z.literal(1), id: z.string(), ok: z.literal(true), answer: z.unknown() }),
  /** The person said no, or the stage cannot do it. */
  z.object({ linli: z.literal(1), id: z.string(), ok: z.literal(false), reason: z.enum(['denied', 'failed']) }),
])
export type StageReply = z.infer<typeof StageReply>
