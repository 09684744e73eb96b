import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
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

/** A picture of the page that is open, as wide as a phone, as long as the page. */
export async function snapshot(app: WeappRunner, file: string, width = 360, height = 740): Promise<void> {
  browser ??= launch()
  const route = app.route
  const css = browserCss(app.bundle.style('app.wxss') + app.bundle.style(`${route}.wxss`))
  const sheet = await (await browser).newPage({ viewport: { width, height }, deviceScaleFactor: 2 })
  const html = app.view.render(app.page).outerHTML
  await sheet.setContent(`<!doctype html><meta charset="utf-8"><style>${native}${css}</style>${html}`)
  // As tall as its content, so that a bar fixed to the bottom is at the bottom.
  await sheet.setViewportSize({
    width,
    height: Math.max(height, await sheet.evaluate(() => document.body.scrollHeight)),
  })
  await sheet.screenshot({ path: file })
  await sheet.close()
}

export async function closeSnapshots(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}
