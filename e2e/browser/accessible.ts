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
