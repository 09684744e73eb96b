import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { hashOfSources, isBuiltFrom, stampBuild } from './stamp'

const root = path.resolve(import.meta.dirname, '../..')
const miniprogram = path.join(root, 'miniprogram')
const sources = ['miniprogram/src', 'miniprogram/config', 'miniprogram/package.json', 'shared/src'].map(name =>
  path.join(root, name),
)

export type TaroBuild = {
  app: 'owner' | 'staff'
  type: 'weapp' | 'alipay' | 'h5'
  /** The API's origin, written into the app; '' on H5 means the origin that serves it. */
  apiBase: string
  /** Builds even when nothing changed. */
  force?: boolean
  onLine?: (line: string) => void
}

/**
 * Builds one app for one platform, unless its sources are those of the last build. The folder of the result.
 * @throws Error with Taro's last words when the build did not make its entry file (Taro may fail with exit code 0).
 */
export async function buildTaro({
  app,
  type,
  apiBase,
  force,
  onLine,
}: TaroBuild): Promise<{ folder: string; built: boolean }> {
  const folder = path.join(miniprogram, 'dist', `${type}-${app}`)
  const entry = path.join(folder, type === 'h5' ? 'index.html' : 'app.json')
  const hash = hashOfSources(
    sources,
    JSON.stringify({ app, type, apiBase, node: process.version, alipay: process.env['LINLI_WEAPP_ALIPAY'] }),
  )
  if (!force && existsSync(entry) && isBuiltFrom(folder, hash)) return { folder, built: false }
  rmSync(entry, { force: true })
  const said = await runTaro(type, { APP: app, LINLI_API_BASE: apiBase }, onLine)
  if (!existsSync(entry))
    throw new Error(`taro build --type ${type} made no ${path.basename(entry)}:\n${said.slice(-40).join('\n')}`)
  stampBuild(folder, hash)
  return { folder, built: true }
}

/** `--no-check`: otherwise Taro fetches its configuration from the network. */
function runTaro(type: string, variables: Record<string, string>, onLine?: (line: string) => void): Promise<string[]> {
  const cli = path.join(root, 'node_modules/@tarojs/cli/bin/taro')
  const env = { ...process.env, ...variables, NODE_ENV: 'production', FORCE_COLOR: '0', NO_COLOR: '1' }
  const child = spawn(process.execPath, [cli, 'build', '--type', type, '--no-check'], {
    cwd: miniprogram,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) {
        said.push(line)
        onLine?.(line)
      }
    })
  }
  return new Promise<string[]>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(said))
  }).finally(() => process.off('exit', stop))
}
