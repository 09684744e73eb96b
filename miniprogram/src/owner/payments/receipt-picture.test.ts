import { FontSize } from '@linli/shared/identity/schema'
import { Receipt } from '@linli/shared/payments/receipt-schema'
import { expect, test } from 'vitest'
import type { PaintCanvas, PaintContext } from '../../platform/picture'
import { receiptContent } from './receipt-content'
import { paintReceipt } from './receipt-picture'
import { paymentWords } from './words'

const id = (letter: string) => letter.repeat(26)

const receiptOf = (count: number, more: Partial<Receipt> = {}): Receipt =>
  Receipt.parse({
    orderId: `GZ3K9Q${id('0')}`,
    communityId: 'GZ3K9Q',
    communityName: '梧桐苑',
    entityName: '邻里物业服务有限公司',
    entityUscc: '91110105MA01LNLN7W',
    serial: '2026-000128',
    lines: Array.from({ length: count }, (_, i) => ({
      object: { type: 'room', id: id('R'), code: '3-2-1501' },
      feeItemName: '物业费',
      period: { from: `20${10 + i}-02-01`, to: `20${10 + i}-02-28` },
      payerName: '王建国',
      computation: '收费面积 89.50 m² × 2.30 元',
      principalFen: 20_585,
      lateFeeFen: i === 0 ? 103 : 0,
    })),
    prepaidFen: 0,
    amountFen: 20_688,
    amountText: '贰佰零陆元捌角捌分',
    paidBy: '王小妹',
    channel: 'wechat',
    transactionId: '4200001609202701111257503054',
    paidAt: '2026-02-03T01:20:00.000Z',
    ...more,
  })

/** A canvas on which every character is as wide as its size, and which remembers the words and their ends. */
function painted(receipt: Receipt, type: FontSize = 'standard') {
  const words: { text: string; size: number; left: number; right: number; bottom: number }[] = []
  const scales: number[] = []
  const size = () => Number(/(\d+)px/.exec(context.font)?.[1])
  const context: PaintContext = {
    font: '',
    fillStyle: '',
    textAlign: 'left',
    textBaseline: 'top',
    scale: by => void scales.push(by),
    fillRect() {},
    measureText: text => ({ ...noMetrics, width: [...text].length * size() }),
    fillText(text, x, y) {
      const wide = [...text].length * size()
      const left = context.textAlign === 'center' ? x - wide / 2 : context.textAlign === 'right' ? x - wide : x
      words.push({ text, size: size(), left, right: left + wide, bottom: y + size() })
    },
  }
  const canvas: PaintCanvas = { width: 0, height: 0, getContext: () => context }
  paintReceipt(canvas, receiptContent(receipt, paymentWords.standard), type)
  return { canvas, words, scale: scales[0] ?? 1, text: words.map(({ text }) => text).join('\n') }
}

const noMetrics = {
  actualBoundingBoxAscent: 0,
  actualBoundingBoxDescent: 0,
  actualBoundingBoxLeft: 0,
  actualBoundingBoxRight: 0,
  alphabeticBaseline: 0,
  emHeightAscent: 0,
  emHeightDescent: 0,
  fontBoundingBoxAscent: 0,
  fontBoundingBoxDescent: 0,
  hangingBaseline: 0,
  ideographicBaseline: 0,
}

const sizes = [1, 40].flatMap(count => FontSize.options.map(size => [count, size] as const))

test.each(sizes)('%i bills, %s type: everything is inside the picture, however wide its words', (count, size) => {
  const { canvas, words, scale } = painted(receiptOf(count), size)
  expect(canvas.height).toBeLessThanOrEqual(4096)
  for (const { left, right, bottom } of words) {
    expect(left).toBeGreaterThanOrEqual(0)
    expect(right * scale).toBeLessThanOrEqual(canvas.width + 1)
    expect(bottom * scale).toBeLessThanOrEqual(canvas.height + 1)
  }
})

test('the sums, the 违约金 as a line of its own, the sum in words, and what it is not', () => {
  const { text } = painted(receiptOf(1))
  expect(text).toContain('¥205.85')
  expect(text).toContain('违约金')
  expect(text).toContain('¥1.03')
  expect(text).toContain('¥206.88')
  expect(text.replaceAll('\n', '')).toContain('人民币大写：贰佰零陆元捌角捌分')
  expect(text).toContain('本收据不作为发票')
})

test('a large sum stays in one piece', () => {
  expect(painted(receiptOf(1, { amountFen: 123_456_789 })).text).toContain('¥1,234,567.89')
})

test('what found its bill paid already is said as a part of the sum', () => {
  const { text } = painted(receiptOf(1, { prepaidFen: 20_688 }))
  expect(text).toContain('其中存入预存款')
})

test.each([
  ['large', 18],
  ['xlarge', 22],
] as const)('on a phone, %s type is at least %i px', (size, least) => {
  const { words } = painted(receiptOf(1), size)
  for (const { text, size: painted } of words) expect([text, (painted * 330) / 750 >= least]).toEqual([text, true])
})

test.each(FontSize.options)('%s type: a month, and a price with its unit, stay in one piece', size => {
  const { text } = painted(receiptOf(1), size)
  expect(text).toContain('2010年2月')
  expect(text).toContain('2.30\u00a0元')
})
