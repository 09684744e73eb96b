import path from 'node:path'
import type { Bundle } from './bundle'
import type { Instance } from './instance'

export type Target = { route: string; query: Record<string, string> }
export type Move = 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab'

/** WeChat's rules of moving between pages; it throws what WeChat answers to `fail`. */
export class Router {
  stack: Instance[] = []
  private readonly tabPages = new Map<string, Instance>()

  constructor(
    private readonly bundle: Bundle,
    private readonly create: (target: Target) => Instance,
  ) {}

  get top(): Instance | undefined {
    return this.stack.at(-1)
  }

  go(move: Move, url: string): void {
    const target = this.read(url)
    this.check(move, target.route)
    if (move === 'navigateTo') this.top?.call('onHide')
    if (move === 'redirectTo') this.unload(this.stack.pop())
    if (move === 'reLaunch') for (const page of [...this.stack.splice(0), ...this.tabPages.values()]) this.unload(page)
    if (move === 'switchTab') this.leaveFor(target.route)
    this.open(target)
  }

  back(delta = 1): void {
    if (this.stack.length <= 1) throw new Error('cannot navigate back at first page.')
    for (let i = 0; i < delta && this.stack.length > 1; i++) this.unload(this.stack.pop())
    this.top?.call('onShow')
  }

  open(target: Target): void {
    const kept = this.tabPages.get(target.route)
    if (kept) {
      this.stack.push(kept)
      kept.call('onShow')
      return
    }
    const page = this.create(target)
    if (this.bundle.tabs.includes(target.route)) this.tabPages.set(target.route, page)
    this.stack.push(page)
    page.call('onLoad', page.methods.options)
    page.call('onShow')
    page.call('onReady')
  }

  /** WeChat does not decode the query. */
  read(url: string): Target {
    const [name = '', search = ''] = url.split('?')
    const from = path.posix.dirname(this.top?.route ?? '')
    const route = name.startsWith('/') ? name.slice(1) : path.posix.join(from, name)
    const pairs = search
      .split('&')
      .filter(Boolean)
      .map(pair => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')])
    return { route, query: Object.fromEntries(pairs) }
  }

  private check(move: Move, route: string): void {
    if (!this.bundle.pages.includes(route)) throw new Error(`page "${route}" is not found`)
    const tab = this.bundle.tabs.includes(route)
    if (tab && (move === 'navigateTo' || move === 'redirectTo')) throw new Error(`can not ${move} a tabbar page`)
    if (!tab && move === 'switchTab') throw new Error('can not switch to no-tabBar page')
    if (move === 'navigateTo' && this.stack.length >= 10) throw new Error('webview count limit exceed')
  }

  private leaveFor(route: string): void {
    for (const page of this.stack.splice(0).reverse()) {
      if (!this.bundle.tabs.includes(page.route)) this.unload(page)
      else if (page.route !== route) page.call('onHide')
    }
  }

  private unload(page: Instance | undefined): void {
    if (!page || page.dead) return
    page.dead = true
    this.tabPages.delete(page.route)
    page.call('onUnload')
  }
}
