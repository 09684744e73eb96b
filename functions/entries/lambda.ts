import type { Deps } from '../src/context'
import { apiService, type Route } from '../src/http'
import { withSecrets } from '../src/live-service'
import type { Service } from '../src/service'
import { atRest, deps } from './lambda-deps'

/** Serves some domains behind API Gateway. */
export const handlerFor = (routes: readonly Route[]) => flushing(apiService(deps, routes))

/** Serves what is made of these deps alone, such as the payment channels' callbacks, which nothing else may delay. */
export const handlerOf = (make: (deps: Deps) => Service) => flushing(make(deps))

/** What is used of an HTTP API's event, payload format 2.0: header names in lower case, doubled ones joined by commas. */
type GatewayEvent = {
  rawPath: string
  rawQueryString: string
  headers: Record<string, string | undefined>
  cookies?: string[]
  body?: string | null
  isBase64Encoded: boolean
  requestContext: { http: { method: string; sourceIp?: string } }
}

/** Answers API Gateway; outbox entries are sent before the instance freezes. */
function flushing(service: Service) {
  const answering = withSecrets(deps, service)
  return async (event: GatewayEvent) => {
    const body = event.body ?? ''
    const cookies = event.cookies?.join('; ')
    const answer = await answering({
      method: event.requestContext.http.method,
      path: event.rawPath,
      query: event.rawQueryString,
      header: name => (name === 'cookie' ? cookies : event.headers[name]),
      address: event.requestContext.http.sourceIp,
      text: () => Promise.resolve(event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body),
    })
    await atRest()
    return { statusCode: answer.status, headers: answer.headers, body: answer.body }
  }
}
