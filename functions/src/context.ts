import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Home } from '@linli/shared/identity/schema'
import type { OfficeRole } from '@linli/shared/permissions'
import { beijingDate } from '@linli/shared/time'
import type { AlipayApp } from './alipay'
import { type Db, makeDb, type Reach } from './db'
import type { Env } from './env'
import { type Files, filesWithin } from './files/object-store'
import type { IpPlaces } from './ip-places'
import type { LiveSecrets } from './live-secrets'
import type { Log } from './log'
import type { MailSender, SmsSender } from './messages/senders'
import type { Outbox } from './outbox'
import type { Secrets } from './secrets'
import type { WeChat } from './wechat'
import type { PayGateway } from './payments/pay-gateway'

/** Everything a verb needs from outside, made once per process: a plain object, the clock injected. */
export type Deps = {
  env: Env
  dynamo: DynamoDBClient
  secrets: Secrets
  live: LiveSecrets
  outbox: Outbox
  files: Files
  wechat: WeChat
  alipay: AlipayApp
  sms: SmsSender
  mail: MailSender
  pay: PayGateway
  ipPlaces: IpPlaces
  log: Log
  nowMs: () => number
  newId: () => string
}

/** A home as kept in an account's grants: the company is for the server alone. */
export type GrantedHome = Home & { companyId: string }
export type GrantedRole = { communityId: string; communityName: string; companyId: string; role: OfficeRole }

export type Actor =
  | { kind: 'account'; accountId: string; sessionKey: string; homes: GrantedHome[]; verifiedPhone?: string }
  | { kind: 'staff'; personId: string; sessionKey: string; name: string; grants: GrantedRole[]; csrf?: string }
  | { kind: 'system' }
  | { kind: 'channel'; merchantRef: string }

/** What a request carries through a verb. `communityId` and `companyId` are its tenant. */
export type Context = {
  deps: Deps
  actor: Actor
  db: Db
  /** The private bucket, within the same owners as `db`. */
  files: Files
  reach: Reach
  requestId: string
  /** Where the request came from, for the province of what is said in public; kept nowhere. */
  address?: string
  /** Set on endpoints that take an Idempotency-Key. */
  idempotency?: { endpoint: string; key: string; bodyHash: string }
  now(): string
  today(): string
  newId(): string
}

export function makeContext(deps: Deps, actor: Actor, reach: Reach, requestId = deps.newId()): Context {
  return {
    deps,
    actor,
    reach,
    requestId,
    db: makeDb(
      {
        client: deps.dynamo,
        table: deps.env.LINLI_TABLE,
        secrets: deps.secrets,
        newToken: () => deps.newId(),
        committed: writes => deps.outbox.committed(writes),
      },
      [...reach, 'G#outbox#'],
    ),
    files: filesWithin(deps.files, reach),
    now: () => new Date(deps.nowMs()).toISOString(),
    today: () => beijingDate(new Date(deps.nowMs()).toISOString()),
    newId: deps.newId,
  }
}

/** The same context allowed to touch further owners. Each use is a place to review: it widens a tenant on purpose. */
export function reaching(ctx: Context, ...owners: string[]): Context {
  const wider = makeContext(ctx.deps, ctx.actor, [...ctx.reach, ...owners], ctx.requestId)
  return ctx.idempotency ? { ...wider, idempotency: ctx.idempotency } : wider
}

/** A job or callback acting as one community. */
export const communityContext = (deps: Deps, communityId: string, actor: Actor = { kind: 'system' }): Context =>
  makeContext(deps, actor, [`C#${communityId}#`])

/** Who a record says did it. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'account':
      return actor.accountId
    case 'staff':
      return actor.personId
    case 'channel':
      return actor.merchantRef
    case 'system':
      return 'system'
  }
}
