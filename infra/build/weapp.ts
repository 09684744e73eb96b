/**
 * `npm run build:weapp -- --api https://api.example.cn [--app staff] [--force]`: miniprogram/dist/weapp-owner and
 * weapp-staff, or one of them, for WeChat DevTools.
 */
import { parseArgs } from 'node:util'
import { buildTaro } from './taro'

const options = { api: { type: 'string' }, app: { type: 'string' }, force: { type: 'boolean' } } as const
const { values } = parseArgs({ options })
const apiBase = values.api ?? 'https://api.linli.invalid'
const apps = (['owner', 'staff'] as const).filter(app => (values.app ?? app) === app)

if (!/^https?:\/\/[^/]+$/.test(apiBase)) {
  console.error(`--api takes an origin such as https://api.example.cn, not "${apiBase}"`)
  process.exit(1)
}
if (apps.length === 0) {
  console.error(`--app takes owner or staff, not "${values.app}"`)
  process.exit(1)
}
for (const app of apps) {
  const { folder, built } = await buildTaro({ app, type: 'weapp', apiBase, force: values.force })
  console.log(`${built ? 'built' : 'unchanged'} ${folder} for ${apiBase}`)
}
