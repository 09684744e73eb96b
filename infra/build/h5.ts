/** `npm run build:h5 [-- --force]`: miniprogram/dist/h5-owner, to be served under /owner/ by the API's own origin. */
import { parseArgs } from 'node:util'
import { buildTaro } from './taro'

const { values } = parseArgs({ options: { force: { type: 'boolean' } } })
const { folder, built } = await buildTaro({ app: 'owner', type: 'h5', apiBase: '', force: values.force })
console.log(`${built ? 'built' : 'unchanged'} ${folder}`)
