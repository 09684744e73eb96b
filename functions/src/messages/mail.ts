import type { Schema } from '@linli/shared/schema'
import { addDays, beijingDate, formatTime, instantAt } from '@linli/shared/time'
import * as z from 'zod'
import type { Env } from '../env'
import { callAliyun } from './aliyun'
import type { MailSender, Receipt } from './senders'

const version = '2015-11-23'
const Sent = z.object({ EnvId: z.string().optional(), Code: z.string().optional() })
const Detail = z.object({
  Status: z.number(),
  LastUpdateTime: z.string(),
  Message: z.string().default(''),
  Subject: z.string(),
})
const Details = z.object({ data: z.object({ mailDetail: z.array(Detail) }).optional() })
const arrived = 0

/** 阿里云邮件推送: SingleSendMail, SenderStatisticsDetailByParam (2015-11-23). A mail is found again by the number in its subject. */
export function makeMail(
  { LINLI_ALIYUN: aliyun }: Pick<Env, 'LINLI_ALIYUN'>,
  nowMs: () => number,
  newId: () => string,
): MailSender {
  const own = aliyun?.mail
  const call = <T>(action: string, query: Record<string, string>, schema: Schema<T>, form?: Record<string, string>) => {
    if (!aliyun) throw new Error('environment: no mail')
    const signed = { base: aliyun.mailBase, key: aliyun, action, version, query, nonce: newId(), nowMs: nowMs() }
    return callAliyun({ ...signed, ...(form && { form }) }, schema)
  }
  return {
    ready: own !== undefined,
    async send({ to, subject, text, outId }) {
      if (!own) return { state: 'failed', detail: 'no mail' }
      const query = {
        AccountName: own.from,
        FromAlias: own.alias,
        AddressType: '1',
        ReplyToAddress: 'false',
        ToAddress: to,
        Subject: subjectOf(subject, outId),
      }
      try {
        const { EnvId, Code } = await call('SingleSendMail', query, Sent, { TextBody: text })
        return EnvId === undefined
          ? { state: 'failed', detail: Code ?? 'refused' }
          : { state: 'sent', providerId: EnvId }
      } catch {
        return { state: 'unknown' }
      }
    },
    async receipt({ to, outId, at }) {
      const day = beijingDate(at)
      const query = {
        AccountName: own?.from ?? '',
        ToAddress: to,
        StartTime: `${day} 00:00`,
        EndTime: `${addDays(day, 1)} ${formatTime(at)}`,
        Length: '100',
      }
      const { data } = await call('SenderStatisticsDetailByParam', query, Details)
      const found = data?.mailDetail.find(each => each.Subject.endsWith(`（${shortOf(outId)}）`))
      return found ? receiptOf(found) : { state: 'pending' }
    },
  }
}

const shortOf = (outId: string) => outId.slice(-8)
const subjectOf = (subject: string, outId: string) => `${subject}（${shortOf(outId)}）`

/** 0 arrived; 2 an address that is none, 3 taken for spam, 4 failed otherwise. Times are Beijing's. */
function receiptOf({ Status, LastUpdateTime, Message }: z.infer<typeof Detail>): Receipt {
  if (Status !== arrived) return { state: 'failed', detail: Message || String(Status) }
  const [date = '', time = '00:00'] = LastUpdateTime.split(/[ T]/)
  return { state: 'delivered', at: instantAt(date, time.slice(0, 5)) }
}
