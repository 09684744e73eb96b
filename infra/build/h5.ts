/**
 * `npm run build:h5 [-- --app staff] [--force]`: miniprogram/dist/h5-owner and h5-staff, or one of them, to be served under
 * /owner/ and /staff/ by the API's own origin.
 */
import { parseArgs } from 'node:util'
import { buildTaro } from './taro'

const { values } = parseArgs({ options: { app: { type: 'string' }, force: { type: 'boolean' } } })
const apps = (['owner', 'staff'] as const).filter(app => (values.app ?? app) === app)

if (apps.length === 0) {
  console.error(`--app takes owner or staff, not "${values.app}"`)
  process.exit(1)
}
for (const app of apps) {
  const { folder, built } = await buildTaro({ app, type: 'h5', apiBase: '', force: values.force })
  console.log(`${built ? 'built' : 'unchanged'} ${folder}`)
}
