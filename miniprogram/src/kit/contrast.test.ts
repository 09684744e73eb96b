import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

/** The declarations of the rule whose selectors include `selector`, over those of `before`. */
function tokensOf(selector: string, before: Record<string, string> = {}): Record<string, string> {
  const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8').replace(/\/\*.*?\*\//gs, '')
  const rules = [...css.matchAll(/([^{}]+)\{([^}]*)\}/g)].filter(rule =>
    rule[1]?.split(',').some(one => one.trim() === selector),
  )
  const pairs = rules.flatMap(rule =>
    [...(rule[2] ?? '').matchAll(/--([\w-]+):([^;]+);/g)].map(pair => [pair[1] ?? '', pair[2]?.trim() ?? '']),
  )
  return { ...before, ...Object.fromEntries(pairs) }
}

const standard = tokensOf('.ll')
const large = tokensOf('.ll--large', standard)
const xl = tokensOf('.ll--xl', standard)

function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1)
  const [r = 0, g = 0, b = 0] = [0, 2, 4]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2: (lighter + 0.05) ÷ (darker + 0.05). */
function contrast(tokens: Record<string, string>, text: string, ground: string): number {
  const [dark = 0, light = 0] = [luminance(tokens[text] ?? ''), luminance(tokens[ground] ?? '')].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The table has one decimal; some of its figures were rounded twice. */
const expectNear = (got: number[], table: number[]): void =>
  got.forEach((value, i) => {
    expect(Math.abs(value - (table[i] ?? 0)), `${value} for ${table[i]}`).toBeLessThan(0.06)
  })

/** On surface, page, well, and its own soft ground. */
const table: Record<string, [number[], number[]]> = {
  ink: [
    [15.8, 14.5, 13.5],
    [18.3, 18.3, 16.0],
  ],
  'ink-2': [
    [7.8, 7.2, 6.7],
    [11.5, 11.5, 10.1],
  ],
  'ink-3': [
    [5.5, 5.0, 4.7],
    [8.6, 8.6, 7.5],
  ],
  brand: [
    [6.4, 5.9, 5.5, 5.5],
    [9.3, 9.3, 8.1, 7.9],
  ],
  due: [
    [6.3, 5.8, 5.4, 5.5],
    [8.6, 8.6, 7.6, 7.6],
  ],
  ok: [
    [6.2, 5.7, 5.3, 5.4],
    [9.1, 9.1, 8.0, 8.0],
  ],
  danger: [
    [6.5, 6.0, 5.6, 5.6],
    [9.1, 9.1, 8.0, 7.9],
  ],
  info: [
    [6.5, 6.0, 5.5, 5.6],
    [9.4, 9.4, 8.2, 8.1],
  ],
  edge: [
    [4.1, 3.7, 3.5],
    [7.1, 7.1, 6.2],
  ],
}

describe.each(Object.entries(table))('%s', (text, [inStandard, inLarger]) => {
  const grounds = ['surface', 'bg', 'well', `${text}-soft`]
  test('standard type', () => {
    const got = inStandard.map((_, i) => contrast(standard, text, grounds[i] ?? ''))
    expectNear(got, inStandard)
    expect(Math.min(...got)).toBeGreaterThanOrEqual(text === 'edge' ? 3 : 4.5)
  })
  test('larger type', () => {
    for (const tokens of [large, { ...large, ...xl }]) {
      const got = inLarger.map((_, i) => contrast(tokens, text, grounds[i] ?? ''))
      expectNear(got, inLarger)
      expect(Math.min(...got)).toBeGreaterThanOrEqual(text === 'edge' ? 3 : 7)
    }
  })
})

test.each(['brand', 'brand-press', 'due', 'ok', 'danger', 'info'])('white on solid %s', ground => {
  expect(contrast(standard, 'on', ground)).toBeGreaterThan(6.15)
  expect(contrast(large, 'on', ground)).toBeGreaterThan(8.55)
})
