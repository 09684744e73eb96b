import { AppError } from '@linli/shared/errors'
import { makeDeps } from '../src/deps'
import { domainRoutes } from '../src/domain-routes'
import { parseEnv } from '../src/env'
import { fetchHandler } from '../src/fetch-handler'
import { apiService, refusal } from '../src/http'
import { makeService, type Mount, type Service } from '../src/service'

const deps = makeDeps(parseEnv(process.env))

/** One function serves every domain here; each is loaded with the first request for it. */
const domains = domainRoutes.flatMap(({ load, paths }) =>
  mounts(paths, async () => apiService(deps, (await load()).routes)),
)
const callbacks = mounts('ANY /callbacks/*', async () =>
  (await import('../src/payments/callback')).callbackService(deps),
)
const answer = fetchHandler(
  makeService([...domains, ...callbacks], () => refusal(new AppError('request.not_found'), deps.newId())),
)

/** The fetch export keeps a callback's raw text; Vercel's (req, res) helpers would parse it away. */
export default {
  async fetch(request: Request): Promise<Response> {
    const response = await answer(request)
    await deps.outbox.flush()
    return response
  },
}

function mounts(paths: string, load: () => Promise<Service>): Mount[] {
  let loading: Promise<Service> | undefined
  return paths
    .trim()
    .split('\n')
    .map(route => {
      const [method = '', path = ''] = route.trim().split(' ')
      return {
        method: method === 'ANY' ? 'ALL' : method,
        path,
        async answer(asked) {
          loading ??= load()
          return (await loading)(asked)
        },
      }
    })
}
