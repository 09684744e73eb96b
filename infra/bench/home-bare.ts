import { makeApp } from '@linli/functions/http'
import { routes } from '@linli/functions/insight/routes'
import { makeHomes } from './home-estate'
import { plainClient, productDeps, recordingDeps } from './product'
import type { Recorded } from './record'
import { send } from './replay'
import { serve } from './serve'
import { answerWith } from './side'

/** node:http making the same reads one after the other, the session's first, and answering the product's very bytes. */
const client = plainClient()
const { deps: recorder, recording } = recordingDeps()
const app = makeApp(recorder, routes)
const pages = new Map<string, { reads: Recorded[]; body: string }>()

const url = await serve((request, response) => {
  const page = pages.get(request.headers.authorization ?? '')
  const answer = async () => {
    for (const read of page?.reads ?? []) await send(client, read)
    response.writeHead(page ? 200 : 401, { 'content-type': 'application/json' }).end(page?.body)
  }
  answer().catch(() => response.writeHead(500).end())
})

answerWith({
  url: () => url,
  async prepare() {
    const calls = await makeHomes(productDeps())
    for (const { path, headers } of calls) {
      const response = await app.request(path, { headers })
      if (response.status !== 200) throw new Error(`the first screen was answered ${response.status}`)
      pages.set(headers?.authorization ?? '', { body: await response.text(), reads: recording.take() })
    }
    return calls
  },
})
