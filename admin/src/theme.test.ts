import { theme as antd } from 'antd'
import { describe, expect, it } from 'vitest'
import { theme } from './theme'

function luminance(hex: string): number {
  const parts = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG contrast of two opaque colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe('the office theme', () => {
  const derived = antd.getDesignToken(theme)
  const pairs: [string, string, string][] = [
    ['brand on its soft ground', derived.colorPrimary, derived.colorPrimaryBg],
    ['brand on its soft ground, hovered', derived.colorPrimary, derived.colorPrimaryBgHover],
    ['info on its soft ground', derived.colorInfo, derived.colorInfoBg],
    ['due on its soft ground', derived.colorWarning, derived.colorWarningBg],
    ['ok on its soft ground', derived.colorSuccess, derived.colorSuccessBg],
    ['danger on its soft ground', derived.colorError, derived.colorErrorBg],
    ['a hovered link on the page', derived.colorLinkHover, derived.colorBgLayout],
    ['a hovered main button', derived.colorPrimaryHover, '#ffffff'],
    ['hints on the page', derived.colorTextTertiary, derived.colorBgLayout],
    ['placeholders in a field', derived.colorTextPlaceholder, '#ffffff'],
  ]
  it.each(pairs)('reads well: %s', (_, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('has field borders that are seen', () => {
    expect(contrast(derived.colorBorder, '#ffffff')).toBeGreaterThanOrEqual(3)
  })
})
