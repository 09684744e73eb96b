import { ApiError } from '../api-client'

const longestMs = 60 * 60_000

/** Uploads a file and says how much of it is there: fetch reports no upload progress. Throws with the sentence `failed`. */
export function putFile(url: string, file: File, failed: string, onPart: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = () => reject(new ApiError('client.offline', failed))
    request.open('PUT', url)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.timeout = longestMs
    request.upload.onprogress = event => event.lengthComputable && onPart(event.loaded / event.total)
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : fail())
    request.onerror = fail
    request.ontimeout = fail
    request.send(file)
  })
}
