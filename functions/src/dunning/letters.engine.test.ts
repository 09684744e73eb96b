import { beforeEach, describe, expect, it } from 'vitest'
import { makeAlipayMerchant } from '../../../infra/local/alipay/merchant'
import { testDeps, type TestDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { billsOf, makeOwing, managerAt, pass } from '../../test/dunning'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeHeldBill } from '../../test/payments'
import { pdfText } from '../../test/pdf-text'
import { getDebt } from './get-debt'
import { listArrears } from './list-arrears'
import { printEvidence } from './print-evidence'
import { printLetters } from './print-letters'
import { recordDelivery } from './record-delivery'
import { remind } from './remind'
import { debtReminders } from './reminder-lists'

let deps: TestDeps
let place: Place
const at = () => ({ communityId: place.communityId })
const office = () => managerAt(place)
const debts = async () => {
  deps.world.settle()
  return (await listArrears(place.ctx, at())).items
}

beforeEach(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  const codes = ['1-1-101', '1-1-102']
  for (const code of codes) await makeRoom(place, { code, ownerName: '李小红', areas: { built: 10_000 } })
  await makeOwing(place, deps, [], ['2026-02'], codes)
  deps.clock.set('2026-03-10T02:00:00.000Z')
})

describe('letters', () => {
  it('are printed for a selection, kept as evidence, and prove what was delivered by hand', async () => {
    await pass(place, deps)
    const all = await debts()
    const selection = all.map(({ object, debtId }) => ({ roomId: object.id, debtId }))
    const { url, letters } = await printLetters(office(), { ...at(), debts: selection })
    expect(letters).toBe(2)
    const text = pdfText(Buffer.from(await (await fetch(url)).arrayBuffer()))
    for (const said of [
      '催款函',
      '李小红（1栋1单元101）',
      '物业费',
      '2026年2月',
      '2026-02-28',
      '230.00',
      '贰佰叁拾元整',
      '安居物业服务有限公司',
      '送达回执',
      '1栋1单元102',
    ])
      expect(text).toContain(said)
    expect(text).not.toMatch(/停水|停电|滞纳金/)

    const [debt] = all
    if (!debt) throw new Error('no debt')
    const one = { ...at(), roomId: debt.object.id, debtId: debt.debtId }
    deps.world.settle()
    const [letter] = (await debtReminders(place.ctx, one)).items
    if (!letter) throw new Error('no letter')
    const said = {
      ...one,
      reminderId: letter.reminderId,
      way: 'registered' as const,
      number: 'XA12345678',
      version: letter.version,
    }
    await expect(recordDelivery(office(), { ...said, on: '2026-03-09' })).rejects.toMatchObject({
      code: 'request.invalid',
    })
    deps.clock.set('2026-03-15T02:00:00.000Z')
    const delivered = await recordDelivery(office(), { ...said, on: '2026-03-14' })
    expect(delivered).toMatchObject({
      state: 'delivered',
      attempts: [{ state: 'delivered', detail: '挂号信，XA12345678' }],
    })
    await expect(
      recordDelivery(office(), { ...said, version: delivered.version, on: '2026-03-14' }),
    ).rejects.toMatchObject({ code: 'dunning.not_a_letter' })
    expect(await getDebt(place.ctx, one)).toMatchObject({
      expiresOn: '2029-03-14',
      lastReminder: { channel: 'letter', state: 'delivered' },
    })
    const evidence = await printEvidence(office(), { ...one, billId: letter.bills[0]?.billId })
    const kept = pdfText(Buffer.from(await (await fetch(evidence.url)).arrayBuffer()))
    expect(kept).toContain('XA12345678')
    expect(kept).toContain('贰佰叁拾元整')
  })

  it('of what is of no room name no place; two holders of one name have a debt each', async () => {
    const ids = [deps.newId(), deps.newId()]
    for (const [i, month] of ['01', '02', '01', '02'].entries()) {
      const id = ids[Math.floor(i / 2)] ?? ''
      const days = { period: { from: `2026-${month}-01`, to: `2026-${month}-28` }, dueDate: `2026-${month}-28` }
      await makeHeldBill(place, id, '王芳', days)
    }
    await pass(place, deps)
    const own = (await debts()).filter(({ object }) => object.type === 'holder')
    expect(own.map(({ bills }) => bills)).toEqual([2, 2])
    expect(new Set(own.map(({ object }) => object.id))).toEqual(new Set(ids))
    const [debt] = own
    const { url } = await printLetters(office(), {
      ...at(),
      debts: [{ roomId: debt?.object.id ?? '', debtId: debt?.debtId ?? '' }],
    })
    const text = pdfText(Buffer.from(await (await fetch(url)).arrayBuffer()))
    expect(text).toContain('王芳：')
    expect(text).toContain('您在锦绣花园 有 2 笔费用')
    expect(text).not.toContain('王芳（')
  })

  it('are none for what is paid', async () => {
    await pass(place, deps)
    const [debt] = await debts()
    await payAtDesk(cashierAt(place), place, await billsOf(place, debt?.object.id))
    const selection = [{ roomId: debt?.object.id ?? '', debtId: debt?.debtId ?? '' }]
    await expect(printLetters(office(), { ...at(), debts: selection })).rejects.toMatchObject({
      code: 'dunning.nothing_due',
    })
    await expect(remind(office(), { ...at(), debts: selection })).rejects.toMatchObject({ code: 'dunning.nothing_due' })
  })

  it('carry a code to pay by where an entity takes money so, each of its own and good for 90 days', async () => {
    const { config } = await makeAlipayMerchant({ ref: 'anju', callbackBase: 'http://127.0.0.1:1' })
    deps = testDeps({ env: { LINLI_ALIPAY_MERCHANTS: JSON.stringify([config]) } })
    place = await makeCommunity(deps, { alipayRef: 'anju' })
    const codes = ['1-1-101', '1-1-102']
    for (const code of codes) await makeRoom(place, { code, ownerName: '李小红', areas: { built: 10_000 } })
    await makeOwing(place, deps, [], ['2026-02'], codes)
    deps.clock.set('2026-03-10T02:00:00.000Z')
    await pass(place, deps)
    const selection = (await debts()).map(({ object, debtId }) => ({ roomId: object.id, debtId }))
    const { url } = await printLetters(office(), { ...at(), debts: selection })
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(pdfText(bytes).split('用手机相机或支付宝扫码缴费，2026年6月8日前有效')).toHaveLength(3)
  })
})
