import { apiService } from '@linli/functions/http'
import { routes } from '@linli/functions/insight/routes'
import { nodeListener } from '@linli/functions/node-listener'
import { makeHomes } from './home-estate'
import { productDeps } from './product'
import { serve } from './serve'
import { answerWith } from './side'

/** The product's first-screen endpoint on node:http. */
const deps = productDeps()
const url = await serve(nodeListener(apiService(deps, routes)))

answerWith({ url: () => url, prepare: () => makeHomes(deps) })
