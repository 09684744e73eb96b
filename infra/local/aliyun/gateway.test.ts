import { makeMail } from '@linli/functions/messages/mail'
import { makeSms } from '@linli/functions/messages/sms'
import { Aliyun } from '@linli/functions/env-shapes'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { otherText } from '@linli/functions/messages/other-words'
import { startTextGateway, type TextGateway } from './gateway'
import { textOf } from './templates'

const to = '13800001234'
const values = { room: '3栋2单元1501', count: '2', days: '12', amount: '460.00', phone: '010-88880000' }
let nowMs = Date.parse('2026-11-22T04:00:00.000Z')
let nth = 0
const newId = () => `id-${(nth += 1)}`
let gateway: TextGateway
beforeAll(async () => {
  gateway = await startTextGateway({ now: () => new Date(nowMs) })
})
afterAll(() => gateway.stop())
beforeEach(() => {
  gateway.book.faults = []
})

const env = (change: object = {}) => ({ LINLI_ALIYUN: { ...Aliyun.parse(JSON.parse(gateway.env())), ...change } })
const sms = (change: object = {}, clock = () => nowMs, ids = newId) => makeSms(env(change), clock, ids)
const send = (sender = sms(), outId = newId()) => sender.send({ to, kind: 'payment_reminder', values, outId })
const sentTo = (number: string) => gateway.book.sent.filter(each => each.to === number)

describe('an SMS', () => {
  it('is signed, taken, and found to have arrived', async () => {
    const at = new Date(nowMs).toISOString()
    const sent = await send(sms(), 'mine-1')
    expect(sent).toMatchObject({ state: 'sent' })
    expect(sentTo(to).at(-1)?.text).toBe(
      '【邻里物业】3栋2单元1501 有 2 笔费用已过期 12 天，共 460.00 元。有困难或疑问，可以和物业说：010-88880000',
    )
    const ask = () =>
      sms().receipt({ to, outId: 'mine-1', at, ...(sent.state === 'sent' && { providerId: sent.providerId }) })
    expect(await ask()).toEqual({ state: 'pending' })
    nowMs += 5000
    expect(await ask()).toEqual({ state: 'delivered', at: '2026-11-22T04:00:05.000Z' })
  })

  it('is refused with another secret, an old date, a nonce that came before', async () => {
    const before = gateway.book.sent.length
    expect(await send(sms({ keySecret: 'another' }))).toEqual({ state: 'failed', detail: 'SignatureDoesNotMatch' })
    expect(await send(sms({ keyId: 'another' }))).toEqual({ state: 'failed', detail: 'InvalidAccessKeyId.NotFound' })
    expect(await send(sms({}, () => nowMs - 16 * 60_000))).toEqual({
      state: 'failed',
      detail: 'InvalidTimeStamp.Expired',
    })
    const same = sms(
      {},
      () => nowMs,
      () => 'same',
    )
    expect(await send(same)).toMatchObject({ state: 'sent' })
    expect(await send(same)).toEqual({ state: 'failed', detail: 'SignatureNonceUsed' })
    expect(gateway.book.sent.length).toBe(before + 1)
  })

  it('says why it was not taken', async () => {
    gateway.book.arm({ kind: 'refuse-number', match: to })
    expect(await send()).toEqual({ state: 'failed', detail: 'isv.MOBILE_NUMBER_ILLEGAL' })
    expect(await sms().send({ to, kind: 'payment_reminder', values: { room: '1' }, outId: newId() })).toEqual({
      state: 'failed',
      detail: 'isv.TEMPLATE_MISSING_PARAMETERS',
    })
    expect(await sms().send({ to, kind: 'unknown', values, outId: newId() })).toMatchObject({ state: 'failed' })
  })

  it('whose answer is lost is unknown, and found again by our own number', { timeout: 20_000 }, async () => {
    gateway.book.arm({ kind: 'time-out-after' })
    const at = new Date(nowMs).toISOString()
    expect(await send(sms(), 'lost-1')).toEqual({ state: 'unknown' })
    nowMs += 5000
    expect(await sms().receipt({ to, outId: 'lost-1', at })).toMatchObject({ state: 'delivered' })
    expect(await sms().receipt({ to, outId: 'never-sent', at })).toEqual({ state: 'pending' })
  })

  it('may be told late to have failed', async () => {
    gateway.book.arm({ kind: 'late-receipt', ms: 3600_000 })
    gateway.book.arm({ kind: 'failed-receipt' })
    const at = new Date(nowMs).toISOString()
    await send(sms(), 'late-1')
    nowMs += 3599_000
    expect(await sms().receipt({ to, outId: 'late-1', at })).toEqual({ state: 'pending' })
    nowMs += 1000
    expect(await sms().receipt({ to, outId: 'late-1', at })).toEqual({ state: 'failed', detail: 'MK:0001' })
  })
})

it.each(['停水通知', '💧【停水】\n今晚👨‍👩‍👧', '🔥🔥', '长'.repeat(40)])(
  'an emergency is taken whatever its title: %s',
  title => {
    const of = { communityId: 'ABCDEF', noticeId: 'notice', publisher: '物业服务中心⭐', phone: '010-88880000' }
    const said = otherText({ kind: 'notice_urgent', title, ...of }, '2026-11-22T04:00:00.000Z')
    expect(textOf('SMS_URGENT', JSON.stringify(said?.sms.values))).toMatch(/^【邻里物业】物业服务中心紧急通知：\S/)
    expect(textOf('SMS_URGENT', JSON.stringify({ ...said?.sms.values, title: '💧' }))).toBeUndefined()
  },
)

it('a mail is signed with its text, and found by the number in its subject', async () => {
  const mail = makeMail(env(), () => nowMs, newId)
  const at = new Date(nowMs).toISOString()
  const wish = { to: 'li@example.com', subject: '缴费提醒', text: '有 2 笔费用 & 更多', outId: 'ABCDEFGH12345678' }
  expect(await mail.send(wish)).toMatchObject({ state: 'sent' })
  expect(sentTo('li@example.com')).toMatchObject([{ subject: '缴费提醒（12345678）', text: wish.text }])
  const ask = () => mail.receipt({ to: wish.to, outId: wish.outId, at })
  expect(await ask()).toEqual({ state: 'pending' })
  nowMs += 5000
  expect(await ask()).toMatchObject({ state: 'delivered' })
  gateway.book.arm({ kind: 'refuse-number' })
  expect(await mail.send(wish)).toEqual({ state: 'failed', detail: 'InvalidToAddress' })
  expect(await makeMail({ LINLI_ALIYUN: null }, () => nowMs, newId).send(wish)).toMatchObject({ state: 'failed' })
})
