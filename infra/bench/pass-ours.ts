import { apiService, makeApp } from '@linli/functions/http'
import { nodeListener } from '@linli/functions/node-listener'
import { routes } from '@linli/functions/visitors/routes'
import { PassWish } from './pass-verify'
import { looked, visitorsAtGate } from './pass-estate'
import { productDeps } from './product'
import { serve } from './serve'
import { answerWith } from './side'

/** The product's gate on node:http. */
const deps = productDeps()
const app = makeApp(deps, routes)
const url = await serve(nodeListener(apiService(deps, routes)))

answerWith({
  url: () => url,
  async prepare(input) {
    const { count, tap } = PassWish.parse(input)
    const visitors = await visitorsAtGate(deps, count)
    return tap === 'scan' ? visitors.map(({ scan }) => scan) : Promise.all(visitors.map(each => looked(app, each)))
  },
  rest: () => deps.outbox.flush(),
})
