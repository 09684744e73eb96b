import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '../../infra/local/engine'
import { startObjectStore } from '../../infra/local/object-store'
import { startQueueServer } from '../../infra/local/queue-server'

/**
 * Vitest's global setup: one engine in memory, one queue server and one object store for all engine tests of a
 * run. The endpoints reach the test processes under the names that the product itself reads (src/env.ts).
 * Tests share the table and isolate themselves by tenant.
 */
export async function setup(): Promise<() => Promise<void>> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const region = 'cn-north-1'
  const bucket = 'linli-files'
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' }
  const dir = await mkdtemp(join(tmpdir(), 'linli-test-'))
  const [engine, queues, objects] = await Promise.all([
    startEngine({ memory: true }),
    startQueueServer({ region }),
    startObjectStore({ dir, bucket, credentials }),
  ])
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: bucket,
    LINLI_DYNAMODB_ENDPOINT: engine.endpoint,
    LINLI_SQS_ENDPOINT: queues.endpoint,
    LINLI_S3_ENDPOINT: objects.endpoint,
    LINLI_QUEUE_PREFIX: `${queues.endpoint}/000000000000/linli-`,
  })
  return async () => {
    await Promise.all([engine.stop(), queues.stop(), objects.stop()])
    await rm(dir, { recursive: true, force: true })
  }
}
