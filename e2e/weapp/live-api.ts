import type { Stub } from './wx'

/** The origin that the weapp of the tests was built with. */
export const builtApi = 'https://api.linli.invalid'

/** wx.request as WeChat does it, to the running stack: any status is a success, only a broken line fails. */
export const liveRequest =
  (origin: string): Stub =>
  async options => {
    const url = String(options.url).replace(builtApi, origin)
    const response = await fetch(url, {
      method: String(options.method ?? 'GET'),
      headers: Object.entries(Object(options.header)).map(([name, value]): [string, string] => [name, String(value)]),
      ...(typeof options.data === 'string' ? { body: options.data } : {}),
      signal: AbortSignal.timeout(Number(options.timeout ?? 60_000)),
    })
    const text = await response.text()
    return { statusCode: response.status, data: asJson(text), header: Object.fromEntries(response.headers) }
  }

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
