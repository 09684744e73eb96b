import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { adminDist, buildAdmin } from '../build/admin'
import { buildTaro } from '../build/taro'
import type { PageState } from './local-state'
import { StartError } from './start-error'

const root = join(import.meta.dirname, '../..')

/** Static sites by their path: the office page, and the two phones as H5. */
export const sites = {
  admin: adminDist,
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
  const refuse = (error: unknown): never => {
    throw new StartError(error instanceof Error ? error.message : String(error))
  }
  await withProgress(siteNames.admin, say, () => buildAdmin().catch(refuse))
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
