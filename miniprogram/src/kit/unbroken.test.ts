import { expect, test } from 'vitest'
import { unbroken } from './unbroken'

test.each([
  ['建筑面积 118.36 m² × 2.30 元', '建筑面积 118.36~m² × 2.30~元'],
  ['算出 272.228 元，四舍五入到分', '算出 272.228~元，四舍五入到分'],
  ['2月15日起，按 14/28 天', '2月15日起，按 14/28~天'],
  ['物业费 2026年2月', '物业费 2026年2月'],
])('%s keeps figures and their units together', (text, kept) =>
  expect(unbroken(text)).toBe(kept.replaceAll('~', '\u00a0')),
)
