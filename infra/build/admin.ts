/** `npm run build:admin`: admin/dist, to be served under /admin/ by the API's own origin. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isMain } from '../check/report'
import { hashOfSources, isBuiltFrom, stampBuild } from './stamp'

const root = join(import.meta.dirname, '../..')
const sources = ['admin/src', 'admin/index.html', 'admin/vite.config.ts', 'admin/package.json', 'shared/src']

export const adminDist = join(root, 'admin/dist')

/**
 * Builds the office page unless its sources are those of the last build: whoever has it open would find its files gone.
 * Whether it was built. @throws Error with the builder's last words
 */
export async function buildAdmin(): Promise<boolean> {
  const hash = hashOfSources(sources.map(path => join(root, path)))
  if (existsSync(join(adminDist, 'index.html')) && isBuiltFrom(adminDist, hash)) return false
  await vite()
  stampBuild(adminDist, hash)
  return true
}

function vite(): Promise<void> {
  const script = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [script, 'build', 'admin', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve() : reject(new Error(`The office page could not be built:\n${said.slice(-2000)}`)),
    )
  }).finally(() => process.off('exit', stop))
}

if (isMain(import.meta.url)) console.log(`${(await buildAdmin()) ? 'built' : 'unchanged'} ${adminDist}`)
