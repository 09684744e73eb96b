import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Deps } from '@linli/functions/context'
import { type Clients, makeClients, makeDeps } from '@linli/functions/deps'
import { parseEnv } from '@linli/functions/env'
import type { Log } from '@linli/functions/log'
import { type Recording, recordInstead } from './record'

const silent: Log = { info() {}, warn() {}, error() {} }

/** The product's dependencies from this process's environment, as a function has them, without a log. */
export function productDeps(prepare: (clients: Clients) => void = () => {}): Deps {
  const env = parseEnv(process.env)
  const clients = makeClients(env)
  prepare(clients)
  return makeDeps(env, { clients, log: silent })
}

/** The product with its writes kept back and written down: what the baseline is to write, marshalled by the SDK. */
export function recordingDeps(): { deps: Deps; recording: Recording } {
  let recording: Recording | undefined
  const deps = productDeps(clients => {
    recording = recordInstead(clients.dynamo)
  })
  if (!recording) throw new Error('no recording')
  const none = () => Promise.resolve()
  return {
    deps: { ...deps, outbox: { committed() {}, resend: () => Promise.resolve(0), flush: none } },
    recording,
  }
}

/** A plain client with the options of the product's own. */
export const plainClient = (): DynamoDBClient => makeClients(parseEnv(process.env)).dynamo
