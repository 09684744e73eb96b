import { expect, test } from 'vitest'
import { weappOwner } from './build'
import { WeappRunner } from './runner'

const open = async (options?: ConstructorParameters<typeof WeappRunner>[1]) => {
  const app = await new WeappRunner(weappOwner(), options).launch()
  return app
}

test('the first screen works unsigned: no request, whom it serves, and 暂不登录', async () => {
  const app = await open()
  expect(app.text()).toContain('邻里')
  expect(app.text()).toContain('微信登录')
  expect(app.callsOf('request')).toEqual([])
  expect(app.callsOf('login')).toEqual([])
  expect(app.errors).toEqual([])

  await app.tap('暂不登录')
  expect(app.text()).toContain('这里能做什么')
  expect(app.text()).not.toContain('暂不登录')
  expect(app.storage.get('linli.notNow')).toBe(true)
})

test('the first screen is within its limits', async () => {
  const app = await open()
  expect(app.setData.calls).toBeLessThanOrEqual(6)
  expect(app.setData.bytes).toBeLessThanOrEqual(32 * 1024)
  expect(app.nodes()).toBeLessThanOrEqual(400)
  expect(app.depth()).toBeLessThan(30)
})

test('what a screen reader says reaches the compiled page', async () => {
  const app = await open()
  const button = app.find('微信登录').closest('wx-button')
  expect(button?.getAttribute('aria-role')).toBe('button')
  expect(app.all('.ll-state__art')[0]?.getAttribute('aria-hidden')).toBe('')
})

test('a large font in WeChat switches 长辈版 on, says so, and can be put back', async () => {
  const app = await open({ system: { fontSizeScaleFactor: 1.25 } })
  expect(app.all('.ll--large')).toHaveLength(1)
  expect(app.text()).toContain('已为您换成大字')
  expect(app.callsOf('hideTabBar')).toHaveLength(1)
  await app.tap('换回标准')
  expect(app.all('.ll--large')).toEqual([])
  expect(app.text()).not.toContain('已为您换成大字')
})

test('no network at sign-in: said on the page, and the button is there again', async () => {
  const app = await open({
    stubs: { login: () => ({ code: 'c' }), request: () => Promise.reject(new Error('timeout')) },
  })
  await app.tap('微信登录')
  expect(app.text()).toContain('可能是网络不稳')
  expect(app.text()).toContain('微信登录')
})

test('every page of the bundle opens: no script of a subpackage asks for what is not there', async () => {
  const { bundle } = await open()
  for (const page of bundle.pages) {
    const app = await new WeappRunner(weappOwner()).launch(`/${page}`)
    expect([page, app.errors]).toEqual([page, []])
  }
  const sizes = bundle.sizes()
  expect(sizes.main).toBeLessThanOrEqual(800 * 1024)
  expect(sizes.total).toBeLessThanOrEqual(1.5 * 1024 * 1024)
})
