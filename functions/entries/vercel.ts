import { callbackMounts } from '../src/payments/callback'
import { makeDeps } from '../src/deps'
import { parseEnv } from '../src/env'
import { makeApp } from '../src/http'
import { allRoutes } from '../src/registry'

const deps = makeDeps(parseEnv(process.env))
const app = makeApp(deps, allRoutes, callbackMounts(deps))

/** The fetch export keeps a callback's raw text; Vercel's (req, res) helpers would parse it away. */
export default {
  async fetch(request: Request): Promise<Response> {
    const response = await app.fetch(request)
    await deps.outbox.flush()
    return response
  },
}
