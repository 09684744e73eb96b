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

/** wx.uploadFile: a form with the file last, straight to where the server said; `bytesOf` is what lies at a path of this phone. */
export const liveUpload =
  (bytesOf: (path: string) => Uint8Array): Stub =>
  async ({ url, filePath, name, formData }) => {
    const form = new FormData()
    for (const [field, value] of Object.entries(Object(formData))) form.append(field, String(value))
    form.append(String(name), new Blob([new Uint8Array(bytesOf(String(filePath)))]), 'picture.jpg')
    const response = await fetch(String(url), { method: 'POST', body: form })
    return { statusCode: response.status, data: await response.text() }
  }

/** wx.downloadFile: what the link gives is kept under a path of this phone. */
export const liveDownload =
  (keep: (path: string, bytes: Uint8Array) => void): Stub =>
  async ({ url }) => {
    const response = await fetch(String(url))
    const tempFilePath = `wxfile://tmp/${new URL(String(url)).pathname.split('/').at(-1)}`
    keep(tempFilePath, new Uint8Array(await response.arrayBuffer()))
    return { statusCode: response.status, tempFilePath }
  }

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
