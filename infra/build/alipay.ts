/** `npm run build:alipay -- --api https://api.example.cn [--force]`: miniprogram/dist/alipay-owner, for 小程序开发者工具. */
import { parseArgs } from 'node:util'
import { buildTaro } from './taro'

const { values } = parseArgs({ options: { api: { type: 'string' }, force: { type: 'boolean' } } })
const apiBase = values.api ?? 'https://api.linli.invalid'

if (!/^https?:\/\/[^/]+$/.test(apiBase)) {
  console.error(`--api takes an origin such as https://api.example.cn, not "${apiBase}"`)
  process.exit(1)
}
const { folder, built } = await buildTaro({ app: 'owner', type: 'alipay', apiBase, force: values.force })
console.log(`${built ? 'built' : 'unchanged'} ${folder} for ${apiBase}`)
