import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { WeappRunner } from './runner'

/** What WeChat's own components look like without a stylesheet, as far as our pages rest on it. */
const native = `*{box-sizing:border-box}body{margin:0;font:17px/1.4 sans-serif}
wx-page,wx-view,wx-form,wx-scroll-view,wx-picker{display:block}wx-text{display:inline}
wx-button{display:block;position:relative;text-align:center;padding:0 14px;font-size:18px;line-height:2.56;border-radius:5px;background:#f8f8f8}
wx-input,wx-textarea{display:block;min-height:1.4em;overflow:hidden}wx-input::before{content:attr(value)}wx-input[value=""]::before{content:attr(placeholder);color:#646B66}
wx-image{display:inline-block;width:320px;height:240px}`

let browser: Promise<Browser> | undefined
const launch = async () =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })

const tags = 'view|text|button|image|input|textarea|form|scroll-view|picker|switch'
/** WeChat's selectors as the rendered elements are named: `page` → body, `button` → wx-button. */
const browserCss = (wxss: string): string =>
  wxss
    .replace(/(^|[\s,}])page(?=[\s,{:.])/g, '$1body')
    .replace(new RegExp(`(^|[\\s,}>+~])(${tags})(?=[\\s,{:.>+~[])`, 'g'), '$1wx-$2')

/** The page that is open, as a browser lays it out at this width, as tall as its content. */
async function layOut(app: WeappRunner, width: number, height: number): Promise<Page> {
  browser ??= launch()
  const css = browserCss(app.bundle.style('app.wxss') + app.bundle.style(`${app.route}.wxss`))
  const sheet = await (await browser).newPage({ viewport: { width, height }, deviceScaleFactor: 2 })
  await sheet.emulateMedia({ reducedMotion: 'reduce' })
  const html = app.screen.outerHTML
  await sheet.setContent(`<!doctype html><meta charset="utf-8"><style>${native}${css}</style>${html}`)
  // As tall as its content, so that a bar fixed to the bottom is at the bottom.
  const tall = await sheet.evaluate(() => document.body.scrollHeight)
  await sheet.setViewportSize({ width, height: Math.max(height, tall) })
  return sheet
}

/** A picture of the page that is open, as wide as a phone, as long as the page. */
export async function snapshot(app: WeappRunner, file: string, width = 360, height = 740): Promise<void> {
  const sheet = await layOut(app, width, height)
  await sheet.screenshot({ path: file })
  await sheet.close()
}

/** What a thumb or an eye would stumble over: targets below `--hit`, text beyond the edge, a page wider than the phone. */
export async function layoutProblems(app: WeappRunner, width = 360): Promise<string[]> {
  const sheet = await layOut(app, width, 740)
  const problems = await sheet.evaluate(inside => {
    const found: string[] = []
    const root = document.querySelector('.ll')
    const hit = root ? Number.parseFloat(getComputedStyle(root).getPropertyValue('--hit')) : 48
    const wide = document.documentElement.scrollWidth
    if (wide > inside) found.push(`the page is ${wide} px wide`)
    const roles = ['button', 'checkbox', 'radio', 'switch', 'tab'].map(role => `[aria-role=${role}]`)
    for (const target of document.querySelectorAll(roles.join(','))) {
      const { width: w, height: h } = target.getBoundingClientRect()
      const name = target.getAttribute('aria-label') ?? target.textContent
      if (Math.min(w, h) < hit - 0.5) found.push(`${name}: ${Math.round(w)}×${Math.round(h)}, at least ${hit}`)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const range = document.createRange()
      range.selectNodeContents(node)
      const { left, right } = range.getBoundingClientRect()
      if (right > inside + 0.5 || left < -0.5) found.push(`beyond the edge: ${node.textContent}`)
    }
    return found
  }, width)
  await sheet.close()
  return problems
}

export async function closeSnapshots(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}
