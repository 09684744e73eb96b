// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { weappOwner } from './build'
import { simulatePage } from './simulate'

test('miniprogram-simulate shows the first screen, unsigned', async () => {
  const { dom } = await simulatePage(weappOwner(), 'tabs/home/index', '暂不登录')
  expect(dom.textContent).toContain('邻里')
  expect(dom.textContent).toContain('微信登录')
  expect(dom.textContent).toContain('暂不登录')
})
