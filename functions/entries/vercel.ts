import { AppError } from '@linli/shared/errors'
import { makeDeps } from '../src/deps'
import { domainRoutes } from '../src/domain-routes'
import { parseEnv } from '../src/env'
import { apiService, refusal } from '../src/http'
import { nodeListener } from '../src/node-listener'
import { withSecrets } from '../src/live-service'
import { makeService, type Mount, type Service } from '../src/service'

const deps = makeDeps(parseEnv(process.env))

/** One function serves every domain here; each is loaded with the first request for it. */
const domains = domainRoutes.flatMap(({ load, paths }) =>
  mounts(paths, async () => apiService(deps, (await load()).routes)),
)
const callbacks = mounts('ANY /callbacks/*', async () =>
  (await import('../src/payments/callback')).callbackService(deps),
)
const pushes = mounts('ANY /callbacks/wechat-push', async () =>
  (await import('../src/forum/push-callback')).pushService(deps),
)
const pages = mounts('ANY /pay/*', async () => (await import('../src/payments/pay-page')).payPageService(deps))
const answer = withSecrets(
  deps,
  makeService([...domains, ...pushes, ...callbacks, ...pages], () =>
    refusal(new AppError('request.not_found'), deps.newId()),
  ),
)

/**
 * A plain listener on Vercel's node:http, whose helpers vercel.json leaves out: they would parse a callback's raw text
 * away. The host may freeze this process after the answer, so messages leave before it.
 */
export default nodeListener(async asked => {
  const answered = await answer(asked)
  await Promise.all([deps.outbox.flush(), deps.live.settled()])
  return answered
}, 'x-real-ip')

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
