/** Writes src/kit/icons.css and the tab bar's pictures from icon-paths.ts: `npx tsx miniprogram/config/make-icons.mts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { type IconName, icons } from '../src/kit/icon-paths'

const root = path.resolve(import.meta.dirname, '..')
const svg = (name: IconName, colour: string, size = 24): string =>
  `<svg xmlns='http://www.w3.org/2000/svg' width='${size}' height='${size}' viewBox='0 0 24 24' fill='none' stroke='${colour}' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'><path d='${icons[name]}'/></svg>`
const dataUri = (text: string): string =>
  `data:image/svg+xml,${text.replace(/[<>#%]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
/** Insertion order, which the object literal gives. */
const names = Object.keys(icons).filter((name): name is IconName => name in icons)

const css = [
  '/* Made by config/make-icons.mts. A mask takes the colour of the text around it. */',
  '.ll-i{ flex:0 0 auto; display:inline-block; width:var(--icon); height:var(--icon); background:currentColor; -webkit-mask-position:center; -webkit-mask-repeat:no-repeat; -webkit-mask-size:contain; }',
  ...names.map(name => `.ll-i--${name}{ -webkit-mask-image:url("${dataUri(svg(name, '#000'))}"); }`),
]
writeFileSync(path.join(root, 'src/kit/icons.css'), `${css.join('\n')}\n`)

const tabs: { icon: IconName; name: string }[] = [
  { icon: 'home', name: 'home' },
  { icon: 'bill', name: 'bills' },
  { icon: 'me', name: 'me' },
]
const folder = path.join(root, 'src/owner/static/tabs')
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
const sheet = await browser.newPage({ viewport: { width: 81, height: 81 } })
for (const { icon, name } of tabs) {
  for (const [suffix, colour] of [
    ['', '#4C544F'],
    ['-on', '#0E6B58'],
  ] as const) {
    await sheet.setContent(`<body style="margin:0;padding:10px">${svg(icon, colour, 61)}</body>`)
    await sheet.screenshot({ path: path.join(folder, `${name}${suffix}.png`), omitBackground: true })
  }
}
await browser.close()
