import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashOfSources, isBuiltFrom, stampBuild } from '../build/stamp'
import { buildTaro } from '../build/taro'
import { StartError } from './start-error'

const root = join(import.meta.dirname, '../..')

/** Builds the office page unless its sources are those of the last build. @throws StartError with the builder's last words */
export async function buildAdminOnce(say: (line: string) => void): Promise<void> {
  const folder = join(root, 'admin/dist')
  const sources = ['admin/src', 'admin/index.html', 'admin/vite.config.ts', 'shared/src'].map(path => join(root, path))
  const hash = hashOfSources(sources)
  if (existsSync(join(folder, 'index.html')) && isBuiltFrom(folder, hash)) return
  await withProgress('办公页', say, () => vite())
  stampBuild(folder, hash)
}

/** Builds the resident's phone for the browser unless its sources are those of the last build. */
export const buildOwnerPhoneOnce = (say: (line: string) => void): Promise<unknown> =>
  withProgress('住户手机', say, () => buildTaro({ app: 'owner', type: 'h5', apiBase: '' }))

/** Says every few seconds that it still works: nobody should wonder. */
async function withProgress<T>(what: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const started = Date.now()
  const timer = setInterval(() => say(`正在生成${what}… ${Math.round((Date.now() - started) / 1000)} 秒`), 4000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
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
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve() : reject(new StartError(`The office page could not be built:\n${said.slice(-2000)}`)),
    )
  })
}
