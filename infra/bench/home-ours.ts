import { getRequestListener } from '@hono/node-server'
import { makeApp } from '@linli/functions/http'
import { routes } from '@linli/functions/insight/routes'
import { makeHomes } from './home-estate'
import { productDeps } from './product'
import { serve } from './serve'
import { answerWith } from './side'

/** The product's first-screen endpoint on node:http. */
const deps = productDeps()
const app = makeApp(deps, routes)
const listener = getRequestListener(request => app.fetch(request))
const url = await serve((request, response) => void listener(request, response))

answerWith({ url: () => url, prepare: () => makeHomes(deps) })
