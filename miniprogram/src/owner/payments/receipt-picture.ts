import type { FontSize } from '@linli/shared/identity/schema'
import { formatYuan } from '@linli/shared/money'
import { unbroken } from '../../kit/unbroken'
import type { PaintCanvas, PaintContext } from '../../platform/picture'
import type { Fact, ReceiptContent } from './receipt-content'

const width = 750
const pad = 48
const inner = width - 2 * pad
/** Phones paint no canvas that is longer. */
const longest = 4096
const ink = '#1F2421'
const faint = '#4C544F'

/** How much larger the type is: on a phone the picture is about 330 px wide, so that 56 is 24 px of the screen. */
const larger: Record<FontSize, number> = { standard: 1, large: 1.6, xlarge: 2 }

/** One row of the paper: its height, and what it paints from its top. */
type Row = { height: number; paint: (top: number) => void }

/**
 * Paints a receipt on white, 750 px wide and as long as it is, in the person's type size; a very long one is made smaller
 * as a whole. Everything wraps and nothing is cut.
 */
export function paintReceipt(canvas: PaintCanvas, content: ReceiptContent, size: FontSize): void {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to paint on')
  const rows = rowsOf(context, content, larger[size])
  const height = rows.reduce((sum, row) => sum + row.height, 2 * pad)
  const scale = Math.min(1, longest / height)
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  context.scale(scale, scale)
  context.fillStyle = '#FFFFFF'
  context.fillRect(0, 0, width, height)
  context.textBaseline = 'top'
  let top = pad
  for (const row of rows) {
    row.paint(top)
    top += row.height
  }
}

function rowsOf(context: PaintContext, content: ReceiptContent, by: number): Row[] {
  const { title, number, who, lines, total, within, capital, how, not } = content
  const sum = (word: string, fen: number, size = 30, note?: string) =>
    pair(context, {
      left: word,
      right: `¥${formatYuan(fen)}`,
      size: size * by,
      note: note === undefined ? undefined : { text: note, size: 26 * by },
    })
  const fact = ({ title, value }: Fact) => factRow(context, { title, value }, 28 * by)
  return [
    text(context, title, { size: 44 * by, bold: true, align: 'center' }),
    text(context, number, { size: 26 * by, colour: faint, align: 'center' }),
    rule(context),
    ...who.map(fact),
    rule(context),
    ...lines.map(line => sum(line.what, line.amountFen, 30, line.note)),
    rule(context),
    sum(total.word, total.amountFen, 38),
    ...(within ? [sum(within.word, within.amountFen)] : []),
    text(context, capital, { size: 28 * by }),
    rule(context),
    ...how.map(fact),
    rule(context),
    text(context, not, { size: 26 * by, colour: faint, align: 'center' }),
  ]
}

type Style = { size: number; colour?: string; bold?: boolean; align?: 'left' | 'center' | 'right'; within?: number }
const lineHeight = (size: number): number => Math.round(size * 1.5)

function text(context: PaintContext, words: string, style: Style): Row {
  const { colour = ink, bold = false, align = 'left', within = inner } = style
  const size = Math.round(style.size)
  const font = `${bold ? 'bold ' : ''}${size}px sans-serif`
  context.font = font
  const wrapped = wrap(context, words, within)
  return {
    height: wrapped.length * lineHeight(size) + 8,
    paint(top) {
      context.font = font
      context.fillStyle = colour
      context.textAlign = align
      const x = align === 'left' ? pad : align === 'right' ? width - pad : width / 2
      for (const [i, line] of wrapped.entries()) context.fillText(line, x, top + i * lineHeight(size))
    },
  }
}

/** From this size on, two columns are too narrow to read: the one stands under the other. */
const columnsBelow = 40

const factRow = (context: PaintContext, { title, value }: Fact, size: number): Row =>
  size > columnsBelow
    ? below(text(context, title, { size, colour: faint }), text(context, value, { size }))
    : beside(
        text(context, title, { size, colour: faint, within: inner * 0.4 }),
        text(context, value, { size, align: 'right', within: inner * 0.58 }),
      )

type Pair = { left: string; right: string; size: number; note: { text: string; size: number } | undefined }

function pair(context: PaintContext, { left, right, size, note }: Pair): Row {
  const stacked = size > columnsBelow
  // A sum is never broken: the words beside it get what it leaves.
  const sum = text(context, right, { size, align: 'right', bold: true })
  const rest = stacked ? inner : inner - context.measureText(right).width - 24
  const name = text(context, left, { size, within: rest })
  const named = note ? below(name, text(context, note.text, { size: note.size, colour: faint, within: rest })) : name
  return stacked ? below(named, sum) : beside(named, sum)
}

const beside = (left: Row, right: Row): Row => ({
  height: Math.max(left.height, right.height),
  paint(top) {
    left.paint(top)
    right.paint(top)
  },
})

const below = (upper: Row, lower: Row): Row => ({
  height: upper.height + lower.height,
  paint(top) {
    upper.paint(top)
    lower.paint(top + upper.height)
  },
})

const rule = (context: PaintContext): Row => ({
  height: 33,
  paint(top) {
    context.fillStyle = '#857D70'
    context.fillRect(pad, top + 12, inner, 1)
  },
})

/**
 * Breaks at a space where there is one, so that a month or a price stays in one piece; what is longer than a line breaks
 * between any two characters, as Chinese is set. Never an empty line.
 */
function wrap(context: PaintContext, words: string, within: number): string[] {
  const fits = (line: string) => context.measureText(line).width <= within
  const lines: string[] = []
  let line = ''
  for (const word of unbroken(words).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line)
        line = ''
      }
      line += character
    }
  }
  return [...lines, line]
}
