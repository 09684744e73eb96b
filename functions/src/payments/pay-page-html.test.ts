import { expect, it } from 'vitest'
import { html, page } from './pay-page-html'

it('what is put into a page is text, in elements and in attributes', () => {
  const name = `<script>"'&</script>`
  const safe = '&#60;script&#62;&#34;&#39;&#38;&#60;/script&#62;'
  expect(html`<a href="${name}">${[html`<b>${name}</b>`]}${1}</a>`.html).toBe(`<a href="${safe}"><b>${safe}</b>1</a>`)
  expect(page(name, html``).body).not.toContain('<script>')
})

it('leads on to the channel alone, and names its address to nobody', () => {
  const { headers } = page('t', html``, { pays: 'https://openapi.alipay.com' })
  expect(headers['Content-Security-Policy']).toContain(`form-action 'self' https://openapi.alipay.com;`)
  expect(headers['Referrer-Policy']).toBe('no-referrer')
})
