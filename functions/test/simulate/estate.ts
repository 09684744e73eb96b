import type { Bill } from '@linli/shared/billing/schema'
import type { ResidentApp } from '@linli/shared/identity/schema'
import { publicationItems } from '../../src/payments/publication-items'
import { auditItem } from '../../src/audit'
import { communityContext, type Deps, makeContext } from '../../src/context'
import { arrearsMoved } from '../../src/dunning/arrears-moved'
import { type Env, parseEnv } from '../../src/env'
import { messageGrantKey } from '../../src/messages/store'
import { saveRefundSettings } from '../../src/payments/refund-settings'
import { seal } from '../../src/payments/seal'
import { makeSecrets } from '../../src/secrets'
import { type GatewayAlipay, makeAlipayMerchant } from '../../../infra/local/alipay/merchant'
import { type GatewayMerchant, makeMerchant } from '../../../infra/local/wechat/merchant'
import { accountWith, homeIn, roleIn, staffWith } from '../actors'
import type { Caller } from '../call'
import { makeCommunity, makeRoom, type Place } from '../make'
import { MemoryTable } from '../memory/table'
import { makeBill } from '../payments'
import { inWorld } from './ambient'
import { Faults } from './faults'
import { Gateway } from './gateway'
import { idsOf } from './ids'
import { World } from './world'

export type Payer = Caller & { accountId: string; name: string; app: ResidentApp; bills: Bill[] }
export type Clerk = Caller & { name: string; personId: string }

/** A small community on one morning: what every history begins with. Made once; a history copies its table. */
export type Estate = {
  env: Env
  secrets: ReturnType<typeof makeSecrets>
  merchant: GatewayMerchant
  alipay: GatewayAlipay
  table: MemoryTable
  communityId: string
  bills: Bill[]
  rooms: { roomId: string; code: string }[]
  payers: Payer[]
  clerks: Clerk[]
}

export const firstMorning = Date.parse('2026-11-22T01:00:00.000Z')
const key = (letter: string) => `v1:${Buffer.alloc(32, letter).toString('base64')}`
const nobody = () => {
  throw new Error('nothing of the kind is simulated')
}

const nothing = () => Promise.resolve()

/** What instances need beside the world's own: whatever is not named here is not simulated, and says so. */
export const bareDeps = (
  env: Env,
  secrets: Estate['secrets'],
): Omit<Deps, 'dynamo' | 'nowMs' | 'newId' | 'outbox' | 'pay'> => ({
  env,
  secrets,
  files: {
    put: nobody,
    get: nobody,
    putFile: nobody,
    stream: nobody,
    sizeOf: nobody,
    remove: nobody,
    uploadUrl: nobody,
    uploadForm: nobody,
    downloadUrl: nobody,
  },
  wechat: {
    openidOf: nobody,
    phoneOf: nobody,
    sendMessage: nobody,
    codePicture: nobody,
    checkText: nobody,
    checkPicture: nobody,
  },
  alipay: { userOf: nobody, phoneOf: nobody },
  ipPlaces: { provinceOf: nobody },
  live: { current: nothing, renew: nothing, settled: nothing },
  sms: { ready: false, send: nobody, receipt: nobody },
  mail: { ready: false, send: nobody, receipt: nobody },
  log: { info() {}, warn() {}, error() {} },
})

export async function makeEstate(): Promise<Estate> {
  const merchant = await makeMerchant({
    ref: 'linli',
    appid: 'wx1234567890abcdef',
    callbackBase: 'http://127.0.0.1:1',
    now: new Date(firstMorning),
  })
  const alipay = await makeAlipayMerchant({ ref: 'linli-alipay', callbackBase: 'http://127.0.0.1:1' })
  const env = envOf(merchant, alipay)
  const secrets = makeSecrets(env)
  const world = new World(1, firstMorning)
  inWorld(world)
  const table = new MemoryTable()
  const nowMs = () => world.nowMs
  const outbox = { committed() {}, resend: () => Promise.resolve(0), flush: () => Promise.resolve() }
  const pay = new Gateway(world, new Faults(world, 0, new Set()), { wechat: merchant, alipay }, () => {}).client()
  const deps: Deps = {
    ...bareDeps(env, secrets),
    dynamo: table.client(),
    pay,
    outbox,
    nowMs,
    newId: idsOf(world, nowMs),
  }
  const refs = { merchantRef: merchant.config.ref, alipayRef: alipay.config.ref }
  const place = await makeCommunity(deps, { ...refs, communityId: 'S1MXTD' })
  const { communityId } = place
  const rooms = [
    await makeRoom(place, { code: '1-1-101', ownerName: '李小红', phone: '13800000001' }),
    await makeRoom(place, { code: '1-1-102', ownerName: '王建国', phone: '13800000002' }),
  ]
  const [first, second] = rooms
  if (!first || !second) throw new Error('two rooms')
  const late = { clause: '第十二条', dailyRatePpm: 500, graceDays: 2 }
  const bills = [
    await makeBill(place, first),
    await makeBill(place, first, { amountFen: 9_901, dueDate: '2026-10-28', lateFee: late, period: october }),
    await makeBill(place, first, { amountFen: 1 }),
    await makeBill(place, second, { amountFen: 33_333 }),
    await makeBill(place, second, { amountFen: 12_345, dueDate: '2026-10-28', lateFee: late, period: october }),
    await makeBill(place, second, { amountFen: 700 }),
  ]
  await publish(place, bills)
  const payers = await Promise.all(
    [
      { name: '李小红', room: first, app: 'wechat' as const },
      { name: '李小红的家人', room: first, app: 'alipay' as const },
      { name: '王建国', room: second, app: 'wechat' as const },
    ].map(async ({ name, room, app }) => {
      const personId = room.occupancies[0]?.personId ?? ''
      const who = await accountWith(deps, [{ ...homeIn(place, room.roomId, 'owner'), personId }], app)
      const { db } = makeContext(deps, { kind: 'system' }, [`A#${who.accountId}#`])
      await db.writeMany([{ put: { ...messageGrantKey(`A#${who.accountId}#`, 'payment_received'), count: 50 } }])
      return { ...who, name, app, bills: bills.filter(({ object }) => object.id === room.roomId) }
    }),
  )
  const clerks = await Promise.all(
    ['前台小陈', '前台小周'].map(async name => ({
      ...(await staffWith(deps, [roleIn(place, 'cashier'), roleIn(place, 'manager')])),
      name,
    })),
  )
  // Some refunds are above it, some below.
  await saveRefundSettings(communityContext(deps, communityId), { communityId, limitFen: 25_000, version: 0 })
  await seal(deps, communityId)
  await arrearsMoved(deps, communityId, [])
  inWorld(undefined)
  const places = rooms.map(({ roomId, code }) => ({ roomId, code }))
  return { env, secrets, merchant, alipay, table, communityId, bills, rooms: places, payers, clerks }
}

const october = { from: '2026-10-01', to: '2026-10-31' }

async function publish({ deps, communityId }: Place, bills: Bill[]): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const about = { communityId, objectType: 'bill' as const, objectId: 'first', summary: '' }
  const audit = auditItem(ctx, { ...about, action: 'billing.publish_bills' })
  const batch = { sourceId: 'first', valueDate: ctx.today(), bills }
  await ctx.db.transact([...publicationItems(ctx, communityId, batch), audit], audit.put)
}

/** Another merchant whose keys are the same: only the numbers inside a notice tell them apart. */
const sameKeys = ({ config }: GatewayMerchant) => ({ ...config, ref: 'other', mchid: '1699999999' })

const envOf = (merchant: GatewayMerchant, alipay: GatewayAlipay): Env =>
  parseEnv({
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: 'linli-files',
    LINLI_QUEUE_PREFIX: 'http://127.0.0.1:1/linli-',
    LINLI_PUBLIC_URL: 'http://127.0.0.1:1',
    LINLI_WECHAT_APPID: merchant.config.appid,
    LINLI_WECHAT_SECRET: 'none',
    LINLI_WECHAT_TEMPLATES: JSON.stringify({ payment_received: 'T1' }),
    LINLI_WECHATPAY_MERCHANTS: JSON.stringify([merchant.config, sameKeys(merchant)]),
    LINLI_ALIPAY_MERCHANTS: JSON.stringify([alipay.config]),
    LINLI_FIELD_KEYS: key('f'),
    LINLI_HASH_KEYS: key('h'),
  })
