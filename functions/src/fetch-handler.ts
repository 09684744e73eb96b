import type { Service } from './service'

/** A service for hosts that bring fetch's Request, without a framework between. */
export const fetchHandler =
  (service: Service) =>
  async (request: Request): Promise<Response> => {
    const { url, method } = request
    const [address = '', query = ''] = url.split('#', 1)[0]?.split(/\?(.*)/s) ?? []
    const { status, headers, body } = await service({
      method,
      path: address.slice(address.indexOf('/', address.indexOf('//') + 2)),
      query,
      header: name => request.headers.get(name) ?? undefined,
      text: () => request.text(),
    })
    return new Response(method === 'HEAD' || body === '' ? null : body, { status, headers })
  }
