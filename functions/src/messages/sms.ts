import type { Schema } from '@linli/shared/schema'
import { beijingDate, instantAt } from '@linli/shared/time'
import * as z from 'zod'
import type { Env } from '../env'
import { callAliyun } from './aliyun'
import type { Receipt, SmsSender } from './senders'

const version = '2017-05-25'
const Sent = z.object({ Code: z.string(), Message: z.string().default(''), BizId: z.string().optional() })
const Detail = z.object({
  SendStatus: z.number(),
  ErrCode: z.string().default(''),
  ReceiveDate: z.string().optional(),
  OutId: z.string().optional(),
})
const Details = z.object({
  Code: z.string(),
  SmsSendDetailDTOs: z.object({ SmsSendDetailDTO: z.array(Detail) }).optional(),
})
const [failed, delivered] = [2, 3]

/** 阿里云短信服务: SendSms, QuerySendDetails (2017-05-25). */
export function makeSms(
  { LINLI_ALIYUN: aliyun }: Pick<Env, 'LINLI_ALIYUN'>,
  nowMs: () => number,
  newId: () => string,
): SmsSender {
  const own = aliyun?.sms
  const call = <T>(action: string, query: Record<string, string>, schema: Schema<T>): Promise<T> => {
    if (!aliyun) throw new Error('environment: no SMS')
    return callAliyun(
      { base: aliyun.smsBase, key: aliyun, action, version, query, nonce: newId(), nowMs: nowMs() },
      schema,
    )
  }
  return {
    ready: own !== undefined,
    async send({ to, kind, values, outId }) {
      const template = own?.templates[kind]
      if (!own || template === undefined) return { state: 'failed', detail: 'no template' }
      const query = {
        PhoneNumbers: to,
        SignName: own.sign,
        TemplateCode: template,
        TemplateParam: JSON.stringify(values),
        OutId: outId,
      }
      try {
        const { Code, BizId } = await call('SendSms', query, Sent)
        return Code === 'OK' ? { state: 'sent', providerId: BizId ?? '' } : { state: 'failed', detail: Code }
      } catch {
        return { state: 'unknown' }
      }
    },
    async receipt({ to, outId, providerId, at }) {
      const query = {
        PhoneNumber: to,
        SendDate: beijingDate(at).replaceAll('-', ''),
        PageSize: '50',
        CurrentPage: '1',
        ...(providerId && { BizId: providerId }),
      }
      const { SmsSendDetailDTOs } = await call('QuerySendDetails', query, Details)
      const found = SmsSendDetailDTOs?.SmsSendDetailDTO.find(each => each.OutId === outId)
      return found ? receiptOf(found) : { state: 'pending' }
    },
  }
}

/** 1 waits for the carrier, 2 failed, 3 arrived; times are Beijing's, `2026-11-22 10:00:05`. */
function receiptOf({ SendStatus, ErrCode, ReceiveDate = '' }: z.infer<typeof Detail>): Receipt {
  if (SendStatus === failed) return { state: 'failed', detail: ErrCode }
  const [date, time] = ReceiveDate.split(' ')
  return SendStatus === delivered && date && time
    ? { state: 'delivered', at: instantAt(date, time) }
    : { state: 'pending' }
}
