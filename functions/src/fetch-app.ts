import { Hono } from 'hono'
import { fetchHandler } from './fetch-handler'
import type { Service } from './service'

/** A service as an app that tests ask, with `app.request(path)`. */
export function fetchApp(service: Service): Hono {
  const answer = fetchHandler(service)
  return new Hono().all('*', c => answer(c.req.raw))
}
