import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { Hono, type Context } from 'hono'

const folder = join(import.meta.dirname, 'stage')

/** Our own files only: no inline script or style, no other origin, and nobody may hold the stage in a frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The stage at /: one page whose modules are bundled when it is first asked for. */
export function stageRoutes(): Hono {
  const app = new Hono()
  let script: Promise<string> | undefined
  app.get('/', async c => send(c, await readFile(join(folder, 'index.html'), 'utf8'), 'text/html'))
  app.get('/stage/stage.css', async c => send(c, await readFile(join(folder, 'stage.css'), 'utf8'), 'text/css'))
  app.get('/stage/stage.js', async c => {
    script ??= bundleStage()
    return send(c, await script, 'text/javascript')
  })
  return app
}

const send = (c: Context, text: string, type: string) =>
  c.body(text, 200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })

async function bundleStage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'stage.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
