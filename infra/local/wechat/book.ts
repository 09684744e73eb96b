import { randomBytes } from 'node:crypto'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import { GatewayMerchant } from './merchant'

const instant = z.iso.datetime()
const fen = z.int().min(0)

const RefundStatus = z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'])

/** A refund of an order; while it is under way, how and when it will end. */
export const Refund = z.object({
  refundId: z.string(),
  outRefundNo: z.string(),
  refundFen: fen,
  acceptedAt: instant,
  state: RefundStatus.default('SUCCESS'),
  ends: RefundStatus.optional(),
  endsAt: instant.optional(),
  succeededAt: instant.optional(),
  notifyUrl: z.string().optional(),
})
export type Refund = z.infer<typeof Refund>

/** The channel's own record of one out_trade_no. Amounts in fen. */
export const Order = z.object({
  outTradeNo: z.string(),
  mchid: z.string(),
  appid: z.string(),
  /** 服务商: who receives, beside `mchid` and `appid` of the service provider. */
  sub: z.object({ mchid: z.string(), appid: z.string().optional() }).optional(),
  /** Of a QR: nobody's until somebody scans it. */
  openid: z.string(),
  codeUrl: z.string().optional(),
  description: z.string(),
  attach: z.string(),
  notifyUrl: z.string(),
  totalFen: fen,
  fingerprint: z.string(),
  createdAt: instant,
  payUntil: instant,
  prepays: z.array(z.object({ id: z.string(), until: instant })),
  state: z.enum(['NOTPAY', 'USERPAYING', 'CLOSED', 'SUCCESS', 'REFUND']),
  closedAt: instant.optional(),
  landsAt: instant.optional(),
  transactionId: z.string().optional(),
  paidAt: instant.optional(),
  couponFen: fen,
  refunds: z.array(Refund),
})
export type Order = z.infer<typeof Order>

/** One notification and its attempts; `nextAt` is null when nothing more will be sent. */
export const Notice = z.object({
  id: z.string(),
  orderKey: z.string(),
  /** Of a refund, and not of the payment. */
  outRefundNo: z.string().optional(),
  url: z.string(),
  createdAt: instant,
  nextAt: z.int().nullable(),
  tries: z.int(),
  once: z.boolean(),
  outcome: z.enum(['pending', 'acknowledged', 'dropped', 'given_up']),
  attempts: z.array(
    z.object({
      at: instant,
      status: z.int(),
      serial: z.string(),
      error: z.string().optional(),
      faults: z.array(z.string()),
    }),
  ),
})
export type Notice = z.infer<typeof Notice>

const OneTimeCode = z.object({
  openid: z.string(),
  until: instant,
  used: z.boolean(),
  phone: z.string().optional(),
  app: z.literal('staff').optional(),
})

export const Message = z.object({
  msgid: z.int(),
  openid: z.string(),
  templateId: z.string(),
  page: z.string(),
  data: z.record(z.string(), z.string()),
  sentAt: instant,
})
export type Message = z.infer<typeof Message>

/** A mini-program code that was asked for. */
export const Code = z.object({ page: z.string(), scene: z.string(), madeAt: instant })
export type Code = z.infer<typeof Code>

/** An event for the mini-program's own address; `nextAt` is null when nothing more will be sent. */
export const Push = z.object({
  traceId: z.string(),
  event: z.string(),
  nextAt: z.int().nullable(),
  tries: z.int(),
  statuses: z.array(z.int()),
})
export type Push = z.infer<typeof Push>

const PushKeys = z.object({ token: z.string(), aesKey: z.string() })
/** What a push is signed and sealed with: Token and EncodingAESKey of the console. */
export const newPushKeys = (): z.infer<typeof PushKeys> => ({
  token: randomBytes(12).toString('hex'),
  aesKey: randomBytes(32).toString('base64').slice(0, 43),
})

const AppKeys = z.object({ appid: z.string(), secret: z.string() })
/** A mini-program's number and secret. */
export const newApp = (): z.infer<typeof AppKeys> => ({
  appid: `wx${randomBytes(8).toString('hex')}`,
  secret: randomBytes(16).toString('hex'),
})

export const Keys = z.object({
  app: AppKeys,
  /** The staff's mini-program; made when a store of before has none. */
  staffApp: AppKeys.default(newApp),
  push: PushKeys.default(newPushKeys),
  merchants: z.array(GatewayMerchant),
})
export type Keys = z.infer<typeof Keys>

const records = <T extends Schema>(item: T) => z.record(z.string(), item)

export const Book = z.object({
  orders: records(Order),
  notices: records(Notice),
  /** `app`: of the staff's mini-program. */
  users: records(z.object({ openid: z.string(), phone: z.string().optional(), app: z.literal('staff').optional() })),
  loginCodes: records(OneTimeCode),
  phoneCodes: records(OneTimeCode),
  tokens: z.array(
    z.object({ token: z.string(), until: instant, stable: z.boolean(), app: z.literal('staff').optional() }),
  ),
  grants: records(z.int().min(0)),
  messages: z.array(Message),
  codes: z.array(Code).default([]),
  pushes: z.array(Push).default([]),
  mode: z.enum(['certificate', 'public-key', 'mixed']),
})
export type Book = z.infer<typeof Book>

export type PlatformMode = Book['mode']

export function emptyBook(): Book {
  return {
    orders: {},
    notices: {},
    users: {},
    loginCodes: {},
    phoneCodes: {},
    tokens: [],
    grants: {},
    messages: [],
    codes: [],
    pushes: [],
    mode: 'mixed',
  }
}

export function orderKey(mchid: string, outTradeNo: string): string {
  return `${mchid}/${outTradeNo}`
}
