import { createRequire } from 'node:module'
import path from 'node:path'
import { wccBinary } from './bundle'

type Rendered = { dom: HTMLElement; attach: (parent: Element) => void; instance: Record<string, unknown> }
type Simulate = {
  load: (componentPath: string, options: { rootPath: string }) => string
  render: (id: string) => Rendered
  sleep: (ms: number) => Promise<void>
}

const require_ = createRequire(import.meta.url)

/** What `wx` needs beyond the simulator's own stubs for Taro to start. */
const wx = {
  getSystemInfoSync: () => ({
    platform: 'ios',
    SDKVersion: '3.7.0',
    windowWidth: 360,
    windowHeight: 640,
    screenWidth: 360,
    screenHeight: 740,
  }),
  getAppBaseInfo: () => ({ SDKVersion: '3.7.0', fontSizeScaleFactor: 1 }),
  getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
  getStorageSync: () => '',
  setStorageSync: () => undefined,
  canIUse: () => true,
  nextTick: (work: () => void) => setTimeout(work, 0),
}

const stepMs = 50
const patienceMs = 60_000

export type Given = {
  storage?: Record<string, unknown>
  /** The page's own address. */
  query?: Record<string, string>
  /** What every request is answered. */
  answer?: unknown
}

/** wx.request that always has the same answer. */
const answering =
  (data: unknown) =>
  ({ success }: { success: (result: unknown) => void }) =>
    void setTimeout(() => success({ statusCode: 200, data, header: {} }), 0)

/**
 * A compiled page in Tencent's miniprogram-simulate, the second opinion beside the runner: its own template engine, its
 * own component tree. It knows components only, so the page is registered as one. Needs a DOM (vitest's jsdom).
 * Resolves when the page says `words`.
 */
export async function simulatePage(bundle: string, route: string, words: string, given: Given = {}): Promise<Rendered> {
  const { storage = {}, query = {}, answer } = given
  wccBinary()
  const page: { methods: Record<string, unknown> } = { methods: {} }
  Object.assign(globalThis, {
    wx: { ...wx, getStorageSync: (key: string) => storage[key] ?? '', request: answering(answer) },
    App: (app: { onLaunch?: (options: object) => void }) => app.onLaunch?.({ path: route, query }),
    getApp: () => ({}),
    getCurrentPages: () => [{ route, ...page.methods }],
    Page: (definition: Record<string, unknown>) => {
      const { data, ...methods } = definition
      page.methods = methods
      Reflect.apply(Reflect.get(globalThis, 'Component'), undefined, [{ data, methods }])
    },
  })
  const simulate: Simulate = require_('miniprogram-simulate')
  require_(path.join(bundle, 'app.js'))
  const rendered = simulate.render(simulate.load(path.join(bundle, route), { rootPath: bundle }))
  rendered.attach(document.body)
  for (const name of ['onLoad', 'onShow', 'onReady']) {
    const method = rendered.instance[name]
    if (typeof method === 'function')
      Reflect.apply(method, Object.assign(rendered.instance, { route, __route__: route, options: query }), [query])
  }
  for (let waited = 0; !rendered.dom.textContent?.includes(words); waited += stepMs) {
    if (waited >= patienceMs) throw new Error(`no ${words}: ${rendered.dom.textContent}`)
    await simulate.sleep(stepMs)
  }
  return rendered
}
