import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * What axe finds wrong in a page, frames left out. In one run in the page itself, told of nothing but violations: to gather
 * from frames by a window of its own, and to describe all that is right, takes two thirds of its time.
 */
export const violationsOf = async (page: Page) =>
  (
    await new AxeBuilder({ page })
      .exclude('iframe')
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
  ).violations

/** Nothing serious or critical for people with a keyboard, a screen reader or weak eyes. */
export async function expectAccessible(page: Page): Promise<void> {
  const violations = await violationsOf(page)
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(bad.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

/** The page itself never scrolls sideways, and no table stands out of what holds it. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('table')]
      .filter(({ offsetWidth, parentElement: box }) => {
        if (!box) return false
        const { paddingLeft, paddingRight } = getComputedStyle(box)
        return (
          offsetWidth > Math.ceil(box.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
        )
      })
      .map(table => table.caption?.textContent),
  )
  expect(wide).toEqual([])
}

/** Runs in the page: amounts, dates, clock times, rooms and rates that a line's end tears apart. */
export function tornFigures(): string[] {
  const figures = [
    String.raw`[-−+]?¥ ?\d[\d,]*(?:\.\d+)?`,
    String.raw`\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{4}-\d\d-\d\d`,
    String.raw`\d{1,2}:\d\d`,
    String.raw`\d+栋\d+单元\d+|\d+-\d+-\d+`,
    String.raw`\d[\d,.]*(?:元|%)`,
  ]
  const torn: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { parentElement: parent, textContent: text } = node
    if (!text || !parent?.checkVisibility({ visibilityProperty: true })) continue
    for (const figure of text.matchAll(new RegExp(figures.join('|'), 'g'))) {
      const range = document.createRange()
      range.setStart(node, figure.index)
      range.setEnd(node, figure.index + figure[0].length)
      const lines = new Set(
        [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top)),
      )
      if (lines.size > 1) torn.push(`torn: ${figure[0]} in ${text.slice(0, 60)}`)
    }
  }
  return torn
}
