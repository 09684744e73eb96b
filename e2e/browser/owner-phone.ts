import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { FontSize } from '@linli/shared/identity/schema'
import type { Estate } from '../weapp/estate'
import { tornFigures, violationsOf } from './accessible'
import { patienceMs } from './open-browser'

const routeOf = (path: string) => path.split('?')[0] ?? ''

/** The smallest thing that a thumb hits for sure. */
const leastTarget = 44

/** The owner's phone as a page of its own, 360 px wide, after this resident has signed in on the stage. */
export class OwnerPhone {
  private size: FontSize | undefined

  private constructor(
    private readonly url: string,
    readonly context: BrowserContext,
    readonly page: Page,
    /** Errors of the page, and what its content policy refused. */
    readonly troubles: string[],
  ) {}

  static async open(browser: Browser, estate: Estate, user?: string): Promise<OwnerPhone> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      hasTouch: true,
      locale: 'zh-CN',
      reducedMotion: 'reduce',
    })
    const stage = await context.newPage()
    stage.setDefaultTimeout(patienceMs)
    await stage.goto(estate.stack.url)
    const name = estate.residents.find(resident => resident.user === user)?.name
    if (name) {
      await stage.getByRole('button', { name: new RegExp(`^${name}`) }).tap()
      await stage.getByRole('heading', { name: `${name}的手机` }).waitFor()
      const frame = stage.frameLocator('#phone iframe')
      await frame.getByText('微信登录').tap()
      await frame
        .getByText(/去[缴交]费|加上您的家|账单由业主查看|缴清/)
        .first()
        .waitFor()
    }
    await stage.close()
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    await page.setViewportSize({ width: 360, height: 740 })
    const troubles: string[] = []
    page.on('pageerror', error => troubles.push(error.message))
    page.on('console', message => {
      if (message.text().includes('Content Security Policy')) troubles.push(message.text())
    })
    const phone = new OwnerPhone(`${estate.stack.url}/owner/`, context, page, troubles)
    await page.goto(phone.url)
    return phone
  }

  /** Opens a page of the app as if it were started there, in this type size. */
  async show(path: string, words: string | RegExp, size: FontSize = 'standard'): Promise<void> {
    await this.page.evaluate(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      ['linli.typeSize', JSON.stringify({ data: size })],
    )
    this.size = size
    await this.page.goto(`${this.url}#/${path}`)
    await this.page.reload()
    await this.shown(path, words)
  }

  /** Goes to a page of the app as it runs, which is twice as fast; anew where it is there already, or in another type size. */
  async go(path: string, words: string | RegExp, size: FontSize): Promise<void> {
    const isThere = this.page.url().split('?')[0] === `${this.url}#/${routeOf(path)}`
    if (size !== this.size || isThere) return this.show(path, words, size)
    await this.page.goto(`${this.url}#/${path}`)
    await this.shown(path, words)
  }

  /** The page that is left slides out, and may say the same words. */
  private async shown(path: string, words: string | RegExp): Promise<void> {
    await this.page.waitForFunction(isAlone, routeOf(path))
    await this.page.getByText(words).filter({ visible: true }).first().waitFor()
  }

  /** What a person with weak eyes, a screen reader or a broad thumb would stumble over on the page as it stands. */
  async stumbles(): Promise<string[]> {
    const serious = (await violationsOf(this.page))
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`)
    const cut = await this.page.evaluate(layoutStumbles, leastTarget)
    return [...serious, ...cut, ...(await this.page.evaluate(tornFigures))]
  }
}

/** Runs in the page: whether nothing but this page of the app is to be seen, in its place. */
function isAlone(route: string): boolean {
  const [page, another] = [...document.querySelectorAll('.taro_page')].filter(each => each.checkVisibility())
  return !another && page?.id.startsWith(`/${route}?`) === true && page.getBoundingClientRect().left === 0
}

/** Runs in the page: sideways scroll, small targets, text beyond an edge or cut, and text under a fixed bar. */
function layoutStumbles(leastTarget: number): string[] {
  const found: string[] = []
  const width = window.innerWidth
  const root = document.documentElement
  if (root.scrollWidth > width) found.push(`the page is ${root.scrollWidth} px wide`)
  const visible = { visibilityProperty: true, opacityProperty: true }
  const sheet = [...document.querySelectorAll('.ll-sheet')].find(each => each.checkVisibility(visible))
  const roles = ['button', 'checkbox', 'radio', 'switch', 'tab', 'textbox'].map(role => `[role=${role}]`)
  const hosts = ['.weui-tabbar__item', '.taro-navigation-bar-home', '.taro-navigation-bar-back']
  for (const target of document.querySelectorAll([...roles, ...hosts, 'input'].join(','))) {
    if (!target.checkVisibility(visible) || (sheet && !sheet.contains(target))) continue
    const box = target.closest('.ll-field__box') ?? target
    const { width: w, height: h } = box.getBoundingClientRect()
    const name = target.getAttribute('aria-label') ?? target.textContent
    if (Math.min(w, h) < leastTarget) found.push(`${name}: ${Math.round(w)}×${Math.round(h)}`)
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement
    if (
      !parent ||
      !node.textContent?.trim() ||
      !parent.checkVisibility(visible) ||
      parent.closest('script,style,.ll-hidden')
    )
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right, top, bottom } = range.getBoundingClientRect()
    if (right > width + 0.5 || left < -0.5) found.push(`beyond the edge: ${node.textContent}`)
    for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box)
      // What scrolls hides nothing for good.
      if (style.overflowY === 'auto' || style.overflowY === 'scroll') break
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
      const edge = box.getBoundingClientRect()
      const cut = right > edge.right + 1 || left < edge.left - 1
      const low = style.overflowY === 'hidden' && (bottom > edge.bottom + 1 || top < edge.top - 1)
      if (cut || low) found.push(`cut off: ${node.textContent}`)
    }
  }
  return found
}
