import { Bundle } from './bundle'
import { PaperCanvas } from './canvas'
import { fire, tap } from './events'
import { Instance, type SetDataCount } from './instance'
import { invoke, Logic } from './logic'
import { type Move, Router, type Target } from './router'
import { View } from './view'
import { type Host, makeWx, type Stub, type WxCall } from './wx'

export type RunnerOptions = {
  /** What WeChat answers, by API name; also getPhoneNumber, for buttons of that open-type. */
  stubs?: Record<string, Stub>
  storage?: Record<string, unknown>
  /** Over the iPhone that it is otherwise; fontSizeScaleFactor switches 长辈版 on. */
  system?: Record<string, unknown>
  timerSpeed?: number
  /** The app around it, where that is not WeChat. */
  around?: { global: string; make: (host: Host) => Record<string, unknown>; provide?: Record<string, unknown> }
}

const phone = {
  platform: 'ios',
  system: 'iOS 17.0',
  model: 'iPhone',
  brand: 'apple',
  SDKVersion: '3.7.0',
  version: '8.0.50',
  language: 'zh_CN',
  theme: 'light',
  pixelRatio: 2,
  screenWidth: 360,
  screenHeight: 740,
  windowWidth: 360,
  windowHeight: 640,
  statusBarHeight: 20,
  fontSizeScaleFactor: 1,
  safeArea: { top: 20, left: 0, right: 360, bottom: 740, width: 360, height: 720 },
}

/**
 * Runs a compiled mini-program outside WeChat: the real scripts in a bare realm, the real templates through Tencent's
 * compiler into a DOM, WeChat's rules of navigation and events between them. Text, taps and counts are asked of it.
 */
export class WeappRunner {
  readonly bundle: Bundle
  readonly calls: WxCall[] = []
  /** console.error of the app, and what its timers threw. A test expects it to be empty. */
  readonly errors: unknown[] = []
  readonly storage: Map<string, unknown>
  readonly setData: SetDataCount = { calls: 0, bytes: 0, largest: 0 }
  readonly view: View
  /** What the app painted last, as words with their places. */
  readonly canvas = new PaperCanvas()
  private readonly logic: Logic
  private readonly router: Router
  private pending = 0
  private activity = 0
  private drawn?: { page: Instance; root: Element; activity: number }
  private readonly stubs: Record<string, Stub>
  private launchOptions: unknown = {}

  constructor(
    folder: string,
    {
      stubs = {},
      storage = {},
      system = {},
      timerSpeed = 1,
      around = { global: 'wx', make: makeWx },
    }: RunnerOptions = {},
  ) {
    this.bundle = new Bundle(folder)
    this.stubs = stubs
    this.storage = new Map(Object.entries(storage))
    this.logic = new Logic(this.bundle, { timerSpeed, onError: problem => this.errors.push(problem) })
    this.router = new Router(this.bundle, target => this.createPage(target))
    this.view = new View(this.bundle, { make: (route, attrs) => this.createComponent(route, attrs) })
    const moves: Move[] = ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab']
    const own: Record<string, Stub> = Object.fromEntries(
      moves.map(move => [move, (o: Record<string, unknown>) => this.router.go(move, String(o.url))]),
    )
    own.navigateBack = o => this.router.back(Number(o.delta ?? 1))
    own.setStorage = o => void this.storage.set(String(o.key), o.data)
    own.removeStorage = o => void this.storage.delete(String(o.key))
    const host = around.make({
      logic: this.logic,
      stubs: { ...own, ...stubs },
      storage: this.storage,
      system: { ...phone, ...system },
      launch: () => this.launchOptions,
      calls: this.calls,
      canvas: this.canvas,
      stirred: change => {
        this.pending += change
        this.activity++
      },
    })
    this.logic.provide(around.global, host)
    for (const [name, value] of Object.entries(around.provide ?? {})) this.logic.provide(name, this.logic.copy(value))
    this.logic.provide('getCurrentPages', () => this.router.stack.map(page => page.methods))
  }

  private stir = (): void => void this.activity++

  private createPage({ route, query }: Target): Instance {
    if (!this.logic.pages.has(route)) this.logic.require(route)
    const id = ++this.activity
    return new Instance(this.logic.pages.get(route) ?? {}, route, this.setData, this.stir, {
      options: this.logic.copy(query),
      __wxWebviewId__: id,
      getPageId: () => `pageId:${id}`,
    })
  }

  private createComponent(route: string, attrs: Record<string, unknown>): Instance {
    if (!this.logic.components.has(route)) this.logic.require(route)
    const definition = this.logic.components.get(route) ?? {}
    const instance = new Instance(Object(definition.methods), route, this.setData, this.stir)
    for (const [name, declared] of Object.entries(Object(definition.properties)))
      instance.data[name] = name in attrs ? attrs[name] : Reflect.get(Object(declared), 'value')
    return instance
  }

  /** Starts the app at a page, cold. */
  async launch(url = `/${this.bundle.pages[0]}`, scene = 1001): Promise<this> {
    const target = this.router.read(url)
    this.launchOptions = { path: target.route, query: target.query, scene, referrerInfo: {} }
    this.logic.require('app')
    invoke(this.logic.app ?? {}, 'onLaunch', this.logic.copy(this.launchOptions))
    invoke(this.logic.app ?? {}, 'onShow', this.logic.copy(this.launchOptions))
    this.router.open(target)
    await this.idle()
    return this
  }

  /** Waits until nothing stirs and no call is open, at most `limitMs`. */
  async idle(limitMs = 20_000): Promise<void> {
    const end = performance.now() + limitMs
    let last = -1
    for (let quiet = 0; quiet < 5 && performance.now() < end; ) {
      await new Promise(resolve => setTimeout(resolve, 2))
      quiet = this.activity === last && this.pending === 0 ? quiet + 1 : 0
      last = this.activity
    }
  }

  /** Waits until the page says `words`; throws with what it says instead. */
  async until(words: string | RegExp, limitMs = 60_000): Promise<void> {
    const end = performance.now() + limitMs
    while (!(typeof words === 'string' ? this.text().includes(words) : words.test(this.text()))) {
      if (performance.now() > end)
        throw new Error(`no ${String(words)} on ${this.route}: ${this.text()} ${this.errors.map(String).join()}`)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
    await this.idle()
  }

  get page(): Instance {
    const top = this.router.top
    if (!top) throw new Error('no page is open')
    return top
  }
  get route(): string {
    return this.router.top?.route ?? ''
  }
  /** Routes from the bottom of the stack to the page that is seen. */
  get routes(): string[] {
    return this.router.stack.map(page => page.route)
  }

  /** What is seen, drawn again only after something stirred: who waits looks at it again and again. */
  get screen(): Element {
    const { page, drawn } = this
    if (drawn?.page === page && drawn.activity === this.activity) return drawn.root
    const root = this.view.render(page)
    this.drawn = { page, root, activity: this.activity }
    return root
  }

  text = (): string => (this.screen.textContent ?? '').replace(/\s+/g, ' ').trim()
  all = (selector: string): Element[] => [...this.screen.querySelectorAll(selector)]
  nodes = (): number => this.all('*').length
  depth = (): number => Math.max(...this.all('*').map(element => ancestors(element)))
  callsOf = (name: string): WxCall[] => this.calls.filter(call => call.name === name)

  /** The smallest element with these words, or whose aria-label has them. */
  find(words: string): Element {
    const hits = this.all('*').filter(
      element => element.textContent?.includes(words) || element.getAttribute('aria-label')?.includes(words),
    )
    const hit = hits.at(-1)
    if (!hit) throw new Error(`nothing says "${words}" on ${this.route}: ${this.text()}`)
    return hit
  }

  async tap(words: string): Promise<void> {
    await tap(this.eventHost, this.find(words), {
      getPhoneNumber: () => this.stubs.getPhoneNumber?.({}),
      getAuthorize: () => this.stubs.getAuthorize?.({}),
    })
    await this.idle()
  }

  /** Types into the field with this label, as a keyboard does. */
  async type(label: string, value: string): Promise<void> {
    const field = () => {
      const input = this.all('wx-input, wx-textarea').find(element =>
        element.getAttribute('aria-label')?.startsWith(label),
      )
      if (!input) throw new Error(`no field "${label}" on ${this.route}: ${this.text()}`)
      return input
    }
    const limit = Number(field().getAttribute('maxlength') ?? -1)
    const text = limit > 0 ? value.slice(0, limit) : value
    for (const [type, detail] of [
      ['focus', { value: '' }],
      ['input', { value: text, cursor: text.length }],
      ['blur', { value: text }],
    ] as const) {
      fire(this.eventHost, field(), type, detail)
      await this.idle()
    }
  }

  /** Chooses the entry of a wheel by its words, or a day. */
  async pick(label: string, entry: string): Promise<void> {
    const picker =
      this.find(label).closest('wx-picker') ?? this.find(label).closest('.ll-field')?.querySelector('wx-picker')
    if (!picker) throw new Error(`no wheel "${label}" on ${this.route}`)
    const { range, mode } = this.view.metaOf(picker)?.attrs ?? {}
    const value = mode === 'date' ? entry : Array.isArray(range) ? range.indexOf(entry) : -1
    if (value === -1) throw new Error(`"${entry}" is not among ${String(range)}`)
    fire(this.eventHost, picker, 'change', { value })
    await this.idle()
  }

  /** A finger's line over the one canvas of the page. */
  async stroke(): Promise<void> {
    const [canvas] = this.all('wx-canvas')
    if (!canvas) throw new Error(`no canvas on ${this.route}`)
    // The page looks for its canvas a moment after it is there.
    await new Promise(resolve => setTimeout(resolve, 50))
    for (const [at, type] of ['touchstart', 'touchmove', 'touchmove', 'touchend'].entries())
      fire(this.eventHost, canvas, type, {}, { touches: [{ identifier: 0, x: 10 + at * 20, y: 30 }] })
    await this.idle()
  }

  /** As a message, a scanned code or another page would. */
  async open(url: string): Promise<void> {
    this.router.go('navigateTo', url)
    await this.idle()
  }
  async switchTab(route: string): Promise<void> {
    this.router.go('switchTab', `/${route}`)
    await this.idle()
  }
  async back(): Promise<void> {
    this.router.back()
    await this.idle()
  }
  /** A method of the page, such as onPullDownRefresh or onShareAppMessage. */
  async lifecycle(name: string, ...args: unknown[]): Promise<unknown> {
    const answer = this.page.call(name, ...args)
    await this.idle()
    return answer
  }
  /** Counts setData from here on. */
  resetCount(): void {
    Object.assign(this.setData, { calls: 0, bytes: 0, largest: 0 })
  }

  private get eventHost() {
    return { view: this.view, copy: this.logic.copy, stirred: this.stir }
  }
}

const ancestors = (element: Element): number =>
  element.parentElement && element.tagName !== 'WX-PAGE' ? 1 + ancestors(element.parentElement) : 0
