import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join, relative } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { localService } from '@linli/functions/entries/local'
import { nodeListener } from '@linli/functions/node-listener'
import { Hono, type MiddlewareHandler } from 'hono'
import { type LocalParts, localRoutes } from './local-api'
import { openApiRoutes } from './openapi'
import { siteNames, sites } from './pages'
import { stageRoutes } from './stage-site'
import { explainSystemError } from './start-error'

export interface FrontServer {
  port: number
  stop(): Promise<void>
}

const isApi = /^\/(v1|callbacks|pay|healthz)\b/

/** One origin for everything: stage, office page, phone, API, callbacks, and the local controls under /_local. */
export async function startFront(options: LocalParts & { port: number }): Promise<FrontServer> {
  const app = new Hono()
  app.route('/', localRoutes(options))
  app.route('/', openApiRoutes())
  for (const name of ['admin', 'owner', 'staff'] as const) site(app, name, sites[name])
  app.route('/', stageRoutes())
  const api = nodeListener(localService(options.deps))
  const pages = getRequestListener(request => app.fetch(request))
  const server = createServer((request, response) => {
    if (isApi.test(request.url ?? '')) api(request, response)
    else void pages(request, response)
  })
  // Longer than a busy machine lets a client wait: one that is just about to use a line again finds it open.
  server.keepAliveTimeout = 60_000
  await listen(server, options.port)
  return {
    port: options.port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A single-page site: its files, and its index for every other address below it. */
function site(app: Hono, name: keyof typeof sites, folder: string): void {
  const files = relative(process.cwd(), folder)
  app.get(`/${name}`, c => c.redirect(`/${name}/`))
  let served: MiddlewareHandler | undefined
  app.use(`/${name}/*`, async (c, next) => {
    if (!existsSync(join(folder, 'index.html')))
      return c.html(building(name), 503, { 'Retry-After': '3', Refresh: '3' })
    // Not before the folder is there: serveStatic would complain of it in the terminal.
    served ??= serveStatic({ root: files, rewriteRequestPath: path => path.slice(name.length + 1) })
    return served(c, next)
  })
  app.get(`/${name}/*`, (c, next) => serveStatic({ path: join(files, 'index.html') })(c, next))
}

const building = (name: keyof typeof sites) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>邻里</title><body style="font:17px/1.6 system-ui;color:#4C544F;background:#F7F5F0;display:grid;place-content:center;height:100vh;margin:0;text-align:center">${siteNames[name]}正在生成，好了会自动打开</body></html>`

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(explainSystemError(error, { port })))
    server.listen(port, '127.0.0.1', resolve)
  })
}
