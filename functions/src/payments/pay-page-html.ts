import { createHash } from 'node:crypto'
import type { Answered } from '../service'

/** Text that is safe in HTML: whoever builds a page builds it of these alone. */
export type Html = { html: string }

/** `html\`<p>${text}</p>\`` escapes what is put in, unless it is HTML already. */
export function html(pieces: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  const text = values.map(value => {
    if (Array.isArray(value)) return value.map(each => each.html).join('')
    return typeof value === 'object' ? value.html : escaped(String(value))
  })
  return { html: pieces.map((piece, i) => piece + (text[i] ?? '')).join('') }
}

const escaped = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

const style = `:root{color-scheme:light}*{box-sizing:border-box}body{margin:0;background:#f7f5f0;color:#1f2421;font:18px/1.6 system-ui,-apple-system,"PingFang SC","Noto Sans SC",sans-serif}
main{max-width:480px;margin:0 auto;padding:20px 16px 40px}h1{font-size:22px;line-height:1.35;margin:0 0 4px}h2{font-size:17px;margin:20px 0 0;color:#4c544f;font-weight:500}
.quiet{color:#4c544f;font-size:16px;margin:0}.card{background:#fff;border-radius:12px;padding:4px 16px;margin-top:12px;list-style:none}
.card li{display:flex;justify-content:space-between;gap:16px;padding:12px 0;border-top:1px solid #ece8df}.card li:first-child{border-top:0}.card b{font-variant-numeric:tabular-nums;white-space:nowrap;font-weight:500}
.help{margin-top:24px}.sum{font-size:32px;font-weight:600;font-variant-numeric:tabular-nums;margin:16px 0 4px}
button,.button{display:block;width:100%;min-height:52px;margin-top:16px;border:0;border-radius:10px;background:#0e6b58;color:#fff;font:inherit;font-weight:600;text-align:center;text-decoration:none;line-height:52px;cursor:pointer}
.other{background:#fff;color:#0e6b58;box-shadow:inset 0 0 0 1px #0e6b58}button:focus-visible,a:focus-visible{outline:3px solid #8a6d00;outline-offset:2px}a{color:#0e6b58}`

const styleHash = createHash('sha256').update(style).digest('base64')

/**
 * A page without script, of this origin alone; the address of the page is a secret of the paper, so nothing names it to
 * anybody. `pays` is the origin that its forms lead on to; `again` opens another address after some seconds.
 */
export function page(
  title: string,
  content: Html,
  { status = 200, pays, again }: { status?: number; pays?: string; again?: { seconds: number; url: string } } = {},
): Answered {
  const refresh = again ? html`<meta http-equiv="refresh" content="${again.seconds};url=${again.url}">` : html``
  const whole = html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="format-detection" content="telephone=no">${refresh}<title>${title}</title><style>${{ html: style }}</style></head><body><main>${content}</main></body></html>`
  return {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'${pays ? ` ${pays}` : ''}; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
    },
    body: whole.html,
  }
}

/** Whom to call, a tap away. */
export const helpLine = (words: string, phone: string): Html =>
  html`<p class="quiet help">${words}<a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a></p>`
