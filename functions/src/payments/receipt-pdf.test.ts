import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { expect, it } from 'vitest'
import { receiptFont } from './receipt-font'
import { receiptPdf } from './receipt-pdf'
import { pdfText } from '../../test/pdf-text'

const receipt: Receipt = {
  orderId: 'A'.repeat(32),
  communityId: 'ABC123',
  communityName: '梧桐苑',
  entityName: '邻里物业服务有限公司',
  entityUscc: '91110105MA01LNLN7W',
  serial: '2026-000001',
  lines: [
    {
      object: { type: 'room', id: 'A'.repeat(26), code: '3-2-1501' },
      feeItemName: '物业费',
      period: { from: '2026-02-01', to: '2026-02-28' },
      payerName: '李小红',
      computation: '建筑面积 89.50 m² × 2.30 元',
      principalFen: 20_585,
      lateFeeFen: 320,
    },
  ],
  prepaidFen: 0,
  amountFen: 20_905,
  amountText: '贰佰零玖元零伍分',
  paidBy: '李小红',
  channel: 'wechat',
  transactionId: '4200001234567890',
  paidAt: '2026-02-03T02:00:00.000Z',
}

it('is a PDF with the Chinese font inside; a reprint differs from the original', async () => {
  const [original, reprint] = [await receiptPdf(receipt, 1), await receiptPdf(receipt, 2)]
  expect(Buffer.from(original).subarray(0, 5).toString()).toBe('%PDF-')
  expect(Buffer.from(original).includes('NotoSansSC')).toBe(true)
  expect(Buffer.from(original).includes('Helvetica')).toBe(false)
  expect(reprint.length).toBeGreaterThan(original.length)
})

it('says on its page all that a receipt must say, a red one what it takes back', async () => {
  const red = { refundId: 'B'.repeat(26), ofSerial: '2026-000001', reason: '多收' }
  const [first = '', again = '', back = ''] = await Promise.all(
    [receiptPdf(receipt, 1), receiptPdf(receipt, 3), receiptPdf({ ...receipt, red }, 1)].map(async bytes =>
      pdfText(Buffer.from(await bytes)).replaceAll('\n', ''),
    ),
  )
  for (const said of [
    '收款收据',
    '邻里物业服务有限公司（91110105MA01LNLN7W）',
    '2026-000001',
    '梧桐苑',
    '2026年2月3日',
    '物业费',
    '2026年2月1日至2026年2月28日',
    '建筑面积 89.50 m² × 2.30 元',
    '违约金 3.20',
    '209.05',
    '贰佰零玖元零伍分',
    '付款人：李小红    收费对象：李小红',
    '微信支付',
    '4200001234567890',
    '线上自动收款',
    '收款单位盖章',
    '本收据不作为发票',
  ])
    expect(first).toContain(said)
  expect(first).not.toContain('补打')
  expect(again).toContain('补打 第 2 次')
  expect(back).toContain('（红字）')
  expect(back).toContain('冲销收据：2026-000001')
})

it('fits on a roll of 80 mm, cut where it ends, with all that the page says', async () => {
  const desk = { ...receipt, channel: 'cash' as const, transactionId: undefined, cashierName: '王芳' }
  const slip = Buffer.from(await receiptPdf(desk, 2, 'slip'))
  const box = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(slip.toString('latin1'))
  expect(Number(box?.[1])).toBeCloseTo(226.8, 0)
  expect(Number(box?.[2])).toBeLessThan(420)
  const text = pdfText(slip)
  for (const said of [
    '2026-000001',
    '李小红',
    '209.05',
    '现金',
    '王芳',
    '补打',
    '本收据不作为发票',
    '贰佰零玖元零伍分',
  ])
    expect(text).toContain(said)
})

it('has a font that was unpacked once', () => {
  expect(receiptFont()).toBe(receiptFont())
  expect(receiptFont().length).toBeGreaterThan(1_600_000)
})
