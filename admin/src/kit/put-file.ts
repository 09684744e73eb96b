import { ApiError } from '../api-client'

const longestMs = 60 * 60_000
type OnPart = (part: number) => void

/** Uploads a file and says how much of it is there. Throws with the sentence `failed`. */
export const putFile = (url: string, file: File, failed: string, onPart: OnPart): Promise<void> =>
  sent({ method: 'PUT', url, body: file, failed, onPart, contentType: 'application/octet-stream' })

/** The same by a form that the server signed: its fields first, then the bytes. */
export function postForm(
  { url, fields }: { url: string; fields: Record<string, string> },
  file: Blob,
  failed: string,
  onPart: OnPart,
): Promise<void> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append('file', file)
  return sent({ method: 'POST', url, body, failed, onPart })
}

type Sent = { method: string; url: string; body: Blob | FormData; failed: string; onPart: OnPart; contentType?: string }

/** fetch reports no upload progress. */
function sent({ method, url, body, failed, onPart, contentType }: Sent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = () => reject(new ApiError('client.offline', failed))
    request.open(method, url)
    if (contentType) request.setRequestHeader('Content-Type', contentType)
    request.timeout = longestMs
    request.upload.onprogress = event => event.lengthComputable && onPart(event.loaded / event.total)
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : fail())
    request.onerror = fail
    request.ontimeout = fail
    request.send(body)
  })
}
