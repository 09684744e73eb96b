import { createServer } from 'node:http'
import type { Room } from '@linli/shared/communities/schema'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import * as z from 'zod'
import { startWechatGateway, type WechatGateway } from '../../infra/local/wechat/gateway'
import type { MerchantConfig } from '../../infra/local/wechat/merchant'
import { type Context, type Deps, makeContext } from '../src/context'
import { grantedHome } from '../src/identity/bind-items'
import { signIn } from '../src/identity/sign-in'
import { fetchApp } from '../src/fetch-app'
import { pushService } from '../src/forum/push-callback'
import { callbackService } from '../src/payments/callback'
import { type TestDeps, testDeps } from './context'
import type { Place } from './make'

/** The callbacks as a host that speaks fetch would serve them. */
export const callbackApp = (deps: Deps): Hono => {
  const [pay, push] = [callbackService(deps), pushService(deps)]
  return fetchApp(asked => (asked.path === '/callbacks/wechat-push' ? push(asked) : pay(asked)))
}

export type Channel = { deps: TestDeps; gateway: WechatGateway; stop(): Promise<void> }

/**
 * The product over the run's engine with a real gateway in front: its notices arrive at a real callback address. `sub` makes
 * it a service provider's; `held` is what the product holds of its keys, all of them unless told.
 */
export async function openChannel(
  options: Parameters<typeof testDeps>[0] & {
    sub?: MerchantConfig['sub']
    held?: (config: MerchantConfig) => object
  } = {},
): Promise<Channel> {
  const served: { app?: Hono } = {}
  const listener = getRequestListener(request => served.app?.fetch(request) ?? new Response(null, { status: 503 }))
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const origin = `http://127.0.0.1:${port}`
  const clock = { nowMs: () => Date.now() }
  const gateway = await startWechatGateway({ origin, now: () => new Date(clock.nowMs()), timer: false })
  const { sub, held = whole => whole } = options
  const { config } = await gateway.control.merchant('linli', { callbackBase: origin, ...(sub && { sub }) })
  const { appid, secret } = gateway.control.app()
  const staff = gateway.control.staffApp()
  const deps = testDeps({
    ...options,
    env: {
      LINLI_WECHAT_APPID: appid,
      LINLI_WECHAT_SECRET: secret,
      LINLI_WECHAT_STAFF_APPID: staff.appid,
      LINLI_WECHAT_STAFF_SECRET: staff.secret,
      LINLI_WECHAT_API_BASE: gateway.url,
      LINLI_WECHAT_PUSH: JSON.stringify(gateway.control.pushKeys()),
      LINLI_WECHATPAY_BASE: gateway.url,
      LINLI_WECHATPAY_MERCHANTS: JSON.stringify([held(config)]),
      ...options.env,
    },
  })
  clock.nowMs = () => deps.clock.nowMs
  served.app = callbackApp(deps)
  return {
    deps,
    gateway,
    async stop() {
      await gateway.stop()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** A resident who signed in with a real code, living in these rooms as an owner. */
export async function resident(channel: Channel, place: Place, rooms: Room[], user: string): Promise<Context> {
  const { deps, gateway } = channel
  const { token } = await signIn(makeContext(deps, { kind: 'system' }, []), {
    code: gateway.control.loginCode({ user }).code,
  })
  return livingIn(place, rooms, token)
}

/** The context of whoever holds this token, as an owner of these rooms. */
export function livingIn(place: Place, rooms: Room[], token: string): Context {
  const accountId = token.split('.')[0] ?? ''
  const homes = rooms.map(room => {
    const [owner] = room.occupancies
    if (!owner) throw new Error(`nobody lives in ${room.code}`)
    return grantedHome(place.community, room, owner)
  })
  return makeContext(place.deps, { kind: 'account', accountId, sessionKey: 'session#test', homes }, [
    `A#${accountId}#`,
    `C#${place.communityId}#`,
  ])
}
