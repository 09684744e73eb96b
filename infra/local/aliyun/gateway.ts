import { randomBytes, randomUUID } from 'node:crypto'
import { type Incoming, json, listen, type Reply } from '../wechat/http'
import { type SentText, TextBook } from './book'
import { refusalOf } from './signature'
import { sign, templates, textOf } from './templates'

const hangMs = 60_000
/** Our kinds of text, and the templates that were approved for them. */
const codes = {
  payment_reminder: 'SMS_REMINDER',
  payment_due: 'SMS_DUE',
  notice_urgent: 'SMS_URGENT',
  member_joined: 'SMS_JOINED',
}
const arrivalMs = 5000

export interface TextGateway {
  url: string
  /** What LINLI_ALIYUN is set to, so that the product sends through this gateway. */
  env(): string
  book: TextBook
  stop(): Promise<void>
}

type Key = { keyId: string; keySecret: string }

/**
 * A stand-in for 阿里云短信服务 (dysmsapi) and 邮件推送 (dm) on loopback: their wire formats and real signatures. Messages
 * arrive some seconds of the stack's clock after they were taken. A new key pair with each start.
 */
export async function startTextGateway({ now }: { now: () => Date }): Promise<TextGateway> {
  const key: Key = { keyId: `LTAI${randomBytes(10).toString('hex')}`, keySecret: randomBytes(15).toString('hex') }
  const book = new TextBook()
  const nonces = new Set<string>()
  const listener = await listen(0, incoming => Promise.resolve(answer(incoming)))

  function answer(incoming: Incoming): Reply {
    const control = controlled(book, incoming)
    if (control) return control
    const refused = refusalOf(incoming, { ...key, nowMs: now().getTime(), nonces })
    if (refused) return json(400, { ...refused, RequestId: randomUUID() })
    const values = { ...Object.fromEntries(incoming.query), ...Object.fromEntries(new URLSearchParams(incoming.body)) }
    const to = values['PhoneNumbers'] ?? values['ToAddress'] ?? ''
    const action = String(incoming.headers['x-acs-action'])
    const sends = action === 'SendSms' || action === 'SingleSendMail'
    if (sends && book.take('time-out-before', to)) return { status: 0, hangMs }
    const reply = actions[action]?.(values, book, now())
    if (!reply) return json(404, { Code: 'InvalidAction.NotFound', Message: action, RequestId: randomUUID() })
    return sends && book.take('time-out-after', to)
      ? { status: 0, hangMs }
      : json(200, { RequestId: randomUUID(), ...reply })
  }
  return {
    url: listener.url,
    book,
    env: () =>
      JSON.stringify({
        ...key,
        smsBase: listener.url,
        mailBase: listener.url,
        sms: { sign, templates: codes },
        mail: { from: 'office@mail.linli.example.com', alias: '物业服务中心' },
      }),
    stop: () => listener.stop(),
  }
}

type Action = (values: Record<string, string>, book: TextBook, now: Date) => object

const actions: Record<string, Action> = {
  SendSms(values, book, now) {
    const { PhoneNumbers: to = '', SignName, TemplateCode = '', TemplateParam = '{}', OutId } = values
    if (SignName !== sign) return refusal('isv.SMS_SIGNATURE_ILLEGAL')
    if (!templates[TemplateCode]) return refusal('isv.SMS_TEMPLATE_ILLEGAL')
    const text = textOf(TemplateCode, TemplateParam)
    if (text === undefined) return refusal('isv.TEMPLATE_MISSING_PARAMETERS')
    if (!/^1[3-9]\d{9}$/.test(to) || book.take('refuse-number', to)) return refusal('isv.MOBILE_NUMBER_ILLEGAL')
    const sent = take(book, now, { kind: 'sms', to, text, ...(OutId && { outId: OutId }) })
    return { Code: 'OK', Message: 'OK', BizId: sent.id }
  },
  QuerySendDetails(values, book, now) {
    const { PhoneNumber, BizId, SendDate } = values
    const found = book.sent.filter(
      each =>
        each.kind === 'sms' &&
        each.to === PhoneNumber &&
        (!BizId || each.id === BizId) &&
        beijing(each.sentAt).slice(0, 10).replaceAll('-', '') === SendDate,
    )
    const SmsSendDetailDTO = found.map(each => {
      const state = stateOf(each, now)
      return {
        PhoneNum: each.to,
        SendStatus: { pending: 1, failed: 2, arrived: 3 }[state],
        ErrCode: { pending: '', failed: 'MK:0001', arrived: 'DELIVERED' }[state],
        Content: each.text,
        SendDate: beijing(each.sentAt),
        OutId: each.outId,
        ...(state === 'arrived' && { ReceiveDate: beijing(each.arrivesAt) }),
      }
    })
    return { Code: 'OK', Message: 'OK', TotalCount: found.length, SmsSendDetailDTOs: { SmsSendDetailDTO } }
  },
  SingleSendMail(values, book, now) {
    const { ToAddress: to = '', Subject: subject = '', TextBody: text = '' } = values
    if (!/^[^@\s]+@[^@\s]+$/.test(to) || book.take('refuse-number', to))
      return { Code: 'InvalidToAddress', Message: 'The specified address is malformed.' }
    return { EnvId: take(book, now, { kind: 'mail', to, subject, text }).id }
  },
  SenderStatisticsDetailByParam(values, book, now) {
    const found = book.sent.filter(
      each => each.kind === 'mail' && each.to === values['ToAddress'] && stateOf(each, now) !== 'pending',
    )
    const mailDetail = found.map(each => ({
      ToAddress: each.to,
      Subject: each.subject,
      Status: stateOf(each, now) === 'arrived' ? 0 : 2,
      LastUpdateTime: beijing(each.arrivesAt),
      Message: stateOf(each, now) === 'arrived' ? '250 Send Mail OK' : '550 User not found',
    }))
    return { TotalCount: found.length, data: { mailDetail } }
  },
}

const refusal = (Code: string) => ({ Code, Message: Code })

function take(
  book: TextBook,
  now: Date,
  message: Pick<SentText, 'kind' | 'to' | 'text'> & Partial<SentText>,
): SentText {
  const late = book.take('late-receipt', message.to)
  const sent: SentText = {
    id: randomBytes(8).toString('hex'),
    sentAt: now.toISOString(),
    arrivesAt: new Date(now.getTime() + (late ? (late.ms ?? 3600_000) : arrivalMs)).toISOString(),
    outcome: book.take('failed-receipt', message.to) ? 'fails' : 'arrives',
    ...message,
  }
  book.sent.push(sent)
  return sent
}

function stateOf(sent: SentText, now: Date): 'pending' | 'failed' | 'arrived' {
  if (sent.arrivesAt > now.toISOString()) return 'pending'
  return sent.outcome === 'fails' ? 'failed' : 'arrived'
}

const beijing = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

/** What the stage asks for; it comes through the stack, which lets in nobody else. */
function controlled(book: TextBook, { method, path, body }: Incoming): Reply | undefined {
  if (!path.startsWith('/_gateway/')) return undefined
  if (path === '/_gateway/texts') return json(200, book.sent.slice(-200))
  if (path !== '/_gateway/text-faults') return json(404, {})
  if (method === 'GET') return json(200, book.faults)
  if (method === 'DELETE') {
    book.faults = []
    return json(200, {})
  }
  try {
    return json(200, book.arm(JSON.parse(body)))
  } catch {
    return json(400, { error: 'no such fault' })
  }
}
