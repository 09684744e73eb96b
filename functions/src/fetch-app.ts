import { Hono } from 'hono'
import type { Service } from './service'

/** A service for hosts that speak fetch: Vercel, the local stack, the tests. */
export function fetchApp(service: Service): Hono {
  const app = new Hono()
  app.all('*', async c => {
    const { url, method } = c.req
    const [address = '', query = ''] = url.split('#', 1)[0]?.split(/\?(.*)/s) ?? []
    const { status, headers, body } = await service({
      method,
      path: address.slice(address.indexOf('/', address.indexOf('//') + 2)),
      query,
      header: name => c.req.header(name),
      text: () => c.req.text(),
    })
    return new Response(body === '' ? null : body, { status, headers })
  })
  return app
}
