import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfSources, isBuiltFrom, stampBuild } from '../build/stamp'
import { buildTaro } from '../build/taro'
import type { PageState } from './local-state'
import { StartError } from './start-error'

const root = join(import.meta.dirname, '../..')

/** Static sites by their path: the office page, and the two phones as H5. */
export const sites = {
  admin: join(root, 'admin/dist'),
  owner: join(root, 'miniprogram/dist/h5-owner'),
  staff: join(root, 'miniprogram/dist/h5-staff'),
}
export const siteNames = { admin: '办公页', owner: '住户手机', staff: '员工手机' }
export type PhoneSite = 'owner' | 'staff'

export type Pages = Record<keyof typeof sites, () => PageState>

const isThere = (site: keyof typeof sites): PageState =>
  existsSync(join(sites[site], 'index.html')) ? 'ready' : 'building'

/** Pages are ready when their files are there. */
export const builtPages: Pages = {
  admin: () => isThere('admin'),
  owner: () => isThere('owner'),
  staff: () => isThere('staff'),
}

/** Builds the office page unless its sources are those of the last build. @throws StartError with the builder's last words */
export async function buildAdminOnce(say: (line: string) => void): Promise<void> {
  const sources = ['admin/src', 'admin/index.html', 'admin/vite.config.ts', 'admin/package.json', 'shared/src']
  const hash = hashOfSources(sources.map(path => join(root, path)))
  if (isThere('admin') === 'ready' && isBuiltFrom(sites.admin, hash)) return
  await withProgress(siteNames.admin, say, () => vite())
  stampBuild(sites.admin, hash)
}

/** Builds a phone for the browser unless its sources are those of the last build. */
export async function buildPhoneOnce(app: PhoneSite, say: (line: string) => void): Promise<void> {
  await withProgress(siteNames[app], say, () => buildTaro({ app, type: 'h5', apiBase: '' }))
}

/** Says after a moment, and then now and again, that it still works: nobody should wonder. */
async function withProgress<T>(what: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const started = Date.now()
  const tell = () => say(`正在生成${what}… ${Math.round((Date.now() - started) / 1000)} 秒`)
  const timers = [setTimeout(tell, 2000), setInterval(tell, 10_000)]
  try {
    return await work()
  } finally {
    for (const timer of timers) clearTimeout(timer)
  }
}

function vite(): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'admin', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve() : reject(new StartError(`The office page could not be built:\n${said.slice(-2000)}`)),
    )
  }).finally(() => process.off('exit', stop))
}
