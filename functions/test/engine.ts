import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../../infra/local/engine'
import { startObjectStore } from '../../infra/local/object-store'
import { startQueueServer } from '../../infra/local/queue-server'
import type { TestProject } from 'vitest/node'

/** The variables of src/env.ts that lead to one engine, one queue server and one object store. */
export type Lane = Record<string, string>

declare module 'vitest' {
  interface ProvidedContext {
    lanes: Lane[]
  }
}

const region = 'cn-north-1'
const bucket = 'linli-files'
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }

/**
 * Vitest's global setup: for each worker a lane of its own, in memory. The files of a worker run one after another and
 * share its table, where they isolate themselves by tenant; a sweeper meets nothing that another file has open.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const workers = Number(project.config.maxWorkers)
  const started = await Promise.all(Array.from({ length: workers }, startLane))
  project.provide(
    'lanes',
    started.map(({ lane }) => lane),
  )
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()))
  }
}

async function startLane(): Promise<{ lane: Lane; stop: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-test-'))
  const [engine, queues, objects] = await Promise.all([
    startEngine({ memory: true }),
    startQueueServer({ region }),
    startObjectStore({ dir, bucket, credentials }),
  ])
  const lane = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: bucket,
    LINLI_DYNAMODB_ENDPOINT: engine.endpoint,
    LINLI_SQS_ENDPOINT: queues.endpoint,
    LINLI_S3_ENDPOINT: objects.endpoint,
    LINLI_QUEUE_PREFIX: `${queues.endpoint}/000000000000/linli-`,
  }
  const stop = async () => {
    await Promise.all([engine.stop(), queues.stop(), objects.stop()])
    await rm(dir, { recursive: true, force: true })
  }
  return { lane, stop }
}
