import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SQSClient } from '@aws-sdk/client-sqs'
import { type Worker, startWorker } from '@linli/functions/entries/local'
import { type Clients, makeClients, makeDeps } from '@linli/functions/deps'
import { jsonLog, type Log } from '@linli/functions/log'
import { type Clock, openClock } from './clock'
import { type Engine, startEngine } from './engine'
import { ensureTable } from './engine-table'
import { type GatewaysFile, localAlipay, localBucket, localEnv, localRegion } from './environment'
import { type FrontServer, startFront } from './front'
import { builtPages, type Pages } from './pages'
import { type ObjectStore, startObjectStore } from './object-store'
import { batchesInOneCommit } from './one-commit'
import { assertPortFree, freePort } from './ports'
import { type QueueServer, startQueueServer } from './queue-server'
import { openStateDir, type StateDir } from './state-dir'
import { type AlipayGateway, startAlipayGateway } from './alipay/gateway'
import { startTextGateway, type TextGateway } from './aliyun/gateway'
import { type TaxGateway, startTaxGateway } from './tax/gateway'
import { type GateController, startGateController } from './gates/controller'
import { sampleUscc } from './sample-uscc'
import { startIpPlaces } from './ip-places'
import { startWechatGateway, type WechatGateway } from './wechat/gateway'
import type { Listener } from './wechat/http'

export interface Stack {
  url: string
  state: StateDir
  clock: Clock
  deps: ReturnType<typeof makeDeps>
  clients: Clients
  gateway: WechatGateway
  alipay: AlipayGateway
  texts: TextGateway
  tax: TaxGateway
  worker: Worker
  front: FrontServer
  /** The product talks to gateways of others: nobody can be signed in or pay from here. */
  otherGateways: boolean
  /** Puts the database where it stays, unless it is there. */
  keepData(): Promise<void>
  /** Moves the clock and runs what became due: notices, schedules, queues. */
  advance(by: { duration?: string; until?: string }): Promise<void>
  stop(): Promise<void>
}

export interface StackOptions {
  dir: string
  fresh?: boolean
  /** Removes the directory at the end. */
  throwAway?: boolean
  /** Default: a free one. */
  port?: number
  gateways?: GatewaysFile
  /** A DynamoDB-compatible server that runs already; otherwise the engine is started here. */
  dynamoEndpoint?: string
  /** Keeps the database in memory until `keepData`: a first start writes much, and the engine waits for the disk. */
  firstInMemory?: boolean
  /** What the stage is told of the pages. Default: ready once their files are there. */
  pages?: Pages
  /** Default: one JSON line an event in log.jsonl of the state directory. */
  log?: Log
  say?(line: string): void
  onGiveUp?(error: Error): void
}

// The deployed runtime is newer than the oldest one supported here; the SDK would say so at every start.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }

/** The whole local cloud in this process, but for the database engine: API, worker, gateways, queues, object store, one origin. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const state = await openStateDir({
    path: options.dir,
    fresh: options.fresh ?? false,
    throwAway: options.throwAway ?? false,
  })
  const port = await chosenPort(options.port, state)
  const origin = `http://127.0.0.1:${port}`
  const clock = await openClock(state)
  const running: { stop(): Promise<unknown> }[] = []
  const stop = async () => {
    await Promise.allSettled(running.reverse().map(part => part.stop()))
    await state.close()
  }
  const keep = <T extends { stop(): Promise<unknown> }>(part: T): T => {
    running.push(part)
    return part
  }
  try {
    const parts = await startParts(options, state, origin, clock, keep)
    await state.writeJson('stack.json', {
      url: origin,
      dynamodb: parts.engine.endpoint,
      sqs: parts.queues.endpoint,
      s3: parts.objects.endpoint,
      wechat: parts.gateway.url,
      alipay: parts.alipay.url,
      tax: parts.tax.url,
      gates: parts.gates.url,
    })
    const env = await localEnv(state, {
      origin,
      dynamo: parts.engine.endpoint,
      sqs: parts.queues.endpoint,
      s3: parts.objects.endpoint,
      credentials,
      wechat: {
        url: parts.gateway.url,
        ...parts.gateway.control.app(),
        staffApp: parts.gateway.control.staffApp(),
        push: parts.gateway.control.pushKeys(),
        merchants: [(await parts.gateway.control.merchant('linli', { callbackBase: origin })).config],
      },
      alipay: {
        gateway: parts.alipay.gateway,
        merchants: [(await parts.alipay.control.merchant(localAlipay, { callbackBase: origin })).config],
        app: (await parts.alipay.control.app()).config,
      },
      texts: parts.texts.env(),
      gates: parts.gates.env(),
      ipPlaces: parts.ipPlaces.url,
      tax: { url: parts.tax.url, sellers: [await parts.tax.seller(sampleUscc)] },
      gateways: options.gateways,
    })
    const clients = makeClients(env, credentials)
    if (!options.dynamoEndpoint) batchesInOneCommit(clients.dynamo)
    const deps = makeDeps(env, { clients, nowMs: clock.nowMs, log: options.log ?? fileLog(state, keep) })
    const worker = keep(startWorker(deps, new SQSClient(clients.sqs), { schedules: true }))
    const advance = async (by: { duration?: string; until?: string }) => {
      await clock.advance(by)
      await Promise.all([parts.gateway.control.runDue(), parts.alipay.control.runDue()])
      await worker.runAllDue()
    }
    const pages = options.pages ?? builtPages
    const otherGateways = options.gateways?.wechatApiBase !== undefined || options.gateways?.wechatPayBase !== undefined
    const { gateway, alipay, texts, tax } = parts
    const front = keep(
      await startFront({
        port,
        deps,
        state,
        clock,
        gateway,
        alipay,
        texts,
        tax,
        worker,
        pages,
        otherGateways,
        advance,
      }),
    )
    return {
      url: origin,
      state,
      clock,
      deps,
      clients,
      gateway,
      alipay,
      texts,
      tax,
      worker,
      front,
      otherGateways,
      keepData: parts.keepData,
      advance,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A port in use is told before anything is started. */
async function chosenPort(wanted: number | undefined, state: StateDir): Promise<number> {
  if (wanted === undefined) return freePort()
  try {
    await assertPortFree(wanted)
    return wanted
  } catch (error) {
    await state.close()
    throw error
  }
}

function fileLog(state: StateDir, keep: <T extends { stop(): Promise<unknown> }>(part: T) => T): Log {
  const stream = createWriteStream(state.file('log.jsonl'), { flags: 'a', mode: 0o600 })
  keep({ stop: () => new Promise(resolve => stream.end(resolve)) })
  return jsonLog(line => stream.write(line))
}

type Parts = {
  engine: Pick<Engine, 'endpoint' | 'moveTo'>
  keepData(): Promise<void>
  queues: QueueServer
  objects: ObjectStore
  gateway: WechatGateway
  alipay: AlipayGateway
  texts: TextGateway
  tax: TaxGateway
  gates: GateController
  ipPlaces: Listener
}

async function startParts(
  options: StackOptions,
  state: StateDir,
  origin: string,
  clock: Clock,
  keep: <T extends { stop(): Promise<unknown> }>(part: T) => T,
): Promise<Parts> {
  const data = state.file('data')
  const [engine, queues, objects, gateway, alipay, texts, tax, gates, ipPlaces] = await Promise.all([
    options.dynamoEndpoint ? useEngine(options.dynamoEndpoint) : ownEngine(options, data).then(keep),
    startQueueServer({ region: localRegion }).then(keep),
    startObjectStore({ dir: state.file('files'), bucket: localBucket, credentials, origins: [origin] }).then(keep),
    startWechatGateway({ dir: state.file('wechat'), origin, now: () => new Date(clock.nowMs()) }).then(keep),
    startAlipayGateway({ dir: state.file('alipay'), origin, now: () => new Date(clock.nowMs()) }).then(keep),
    startTextGateway({ now: () => new Date(clock.nowMs()) }).then(keep),
    startTaxGateway({ dir: state.file('tax'), now: clock.nowMs }).then(keep),
    startGateController({ nowMs: clock.nowMs }).then(keep),
    startIpPlaces().then(keep),
  ])
  const keepData = () => engine.moveTo(data)
  return { engine, queues, objects, gateway, alipay, texts, tax, gates, ipPlaces, keepData }
}

async function ownEngine(options: StackOptions, data: string): Promise<Engine> {
  const memory = '/dev/shm'
  const inMemory = options.firstInMemory && !existsSync(data) && existsSync(memory)
  const dir = inMemory ? await mkdtemp(join(memory, 'linli-')) : data
  const engine = await startEngine({
    dir,
    ...(options.say && { say: options.say }),
    ...(options.onGiveUp && { onGiveUp: options.onGiveUp }),
  })
  const stop = async () => {
    await engine.stop()
    if (inMemory) await rm(dir, { recursive: true, force: true })
  }
  return { ...engine, stop }
}

async function useEngine(endpoint: string): Promise<Pick<Engine, 'endpoint' | 'moveTo'>> {
  await ensureTable(endpoint)
  return { endpoint, moveTo: () => Promise.resolve() }
}
