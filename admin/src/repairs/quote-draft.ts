import { formatYuan, parseScaled } from '@linli/shared/money'
import { type CatalogueItem, lineFen, QuoteLine } from '@linli/shared/repairs/quote'

/** A line as it is typed. */
export type DraftLine = {
  key: string
  part: QuoteLine['part']
  name: string
  quantity: string
  unit: string
  price: string
}

export const emptyLine = (): DraftLine => ({
  key: crypto.randomUUID(),
  part: 'labour',
  name: '',
  quantity: '1',
  unit: '次',
  price: '',
})

export const fromCatalogue = ({ part, name, unit, unitFen }: CatalogueItem): DraftLine => ({
  ...emptyLine(),
  part,
  name,
  unit,
  price: formatYuan(unitFen).replaceAll(',', ''),
})

/** The line as it would be sent; undefined while something is missing or wrong. */
export function lineOf({ part, name, quantity, unit, price }: DraftLine): QuoteLine | undefined {
  const unitFen = price.trim() === '' ? undefined : parseScaled(price.trim(), 100)
  if (!/^\d{1,3}$/.test(quantity.trim()) || unitFen === undefined) return undefined
  const line = QuoteLine.safeParse({ part, name, quantity: Number(quantity), unit, unitFen })
  return line.success ? line.data : undefined
}

/** All lines, once each is right; and what those that are right come to. */
export function quoteOf(drafts: readonly DraftLine[]): { lines?: QuoteLine[]; totalFen: number } {
  const lines = drafts.map(lineOf)
  const right = lines.filter(line => line !== undefined)
  const totalFen = right.reduce((sum, line) => sum + lineFen(line), 0)
  return { totalFen, ...(right.length === drafts.length && right.length > 0 && { lines: right }) }
}
