import { startEngine } from '../../infra/local/engine'
import { startQueueServer } from '../../infra/local/queue-server'

/**
 * Vitest's global setup: one engine in memory and one queue server for all engine tests of a run. The
 * endpoints reach the test processes under the names that the product itself reads (functions/src/env.ts).
 * Tests share the table and isolate themselves by tenant.
 */
export async function setup(): Promise<() => Promise<void>> {
  const region = 'cn-north-1'
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const [engine, queues] = await Promise.all([startEngine({ memory: true }), startQueueServer({ region })])
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret',
    LINLI_TABLE: 'linli',
    LINLI_BUCKET: 'linli-files',
    LINLI_DYNAMODB_ENDPOINT: engine.endpoint,
    LINLI_SQS_ENDPOINT: queues.endpoint,
    LINLI_QUEUE_PREFIX: `${queues.endpoint}/000000000000/`,
  })
  return async () => {
    await Promise.all([engine.stop(), queues.stop()])
  }
}
