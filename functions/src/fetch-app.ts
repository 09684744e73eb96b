import { Hono } from 'hono'
import type { Service } from './service'

/** A service as an app that tests ask, with `app.request(path)`. */
export const fetchApp = (service: Service): Hono =>
  new Hono().all('*', async ({ req: { raw } }) => {
    const [address = '', query = ''] = raw.url.split('#', 1)[0]?.split(/\?(.*)/s) ?? []
    const { status, headers, body } = await service({
      method: raw.method,
      path: address.slice(address.indexOf('/', address.indexOf('//') + 2)),
      query,
      header: name => raw.headers.get(name) ?? undefined,
      // The bytes as they came, like every other host: `text()` would take a byte order mark away.
      text: async () => Buffer.from(await raw.arrayBuffer()).toString('utf8'),
    })
    return new Response(raw.method === 'HEAD' || body === '' ? null : body, { status, headers })
  })
