import type { Server } from 'node:net'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import { localQueues } from './queues'
import { explainSystemError } from './start-error'

export interface QueueServer {
  endpoint: string
  port: number
  /** Queue name → URL. */
  urls: Record<string, string>
  stop(): Promise<void>
}

/**
 * Starts an SQS server in this process, on loopback only, with the queues of infra/queues.yml.
 * Messages live in memory: the outbox in the table makes them durable.
 * @param options.region must be the clients' region: a queue is found by its region too
 * @throws StartError when the port is in use
 */
export async function startQueueServer(options: { port?: number; region: string }): Promise<QueueServer> {
  // buildApp, not startFauxqs: that one listens on every network interface.
  const app: QueueApp = buildApp({ logger: false, defaultRegion: options.region })
  try {
    await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })
  } catch (error) {
    throw explainSystemError(error, { port: options.port })
  }
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the queue server has no port')
  const endpoint = `http://127.0.0.1:${address.port}`
  return {
    endpoint,
    port: address.port,
    urls: await createQueues(endpoint, options.region),
    stop: async () => {
      await app.close()
    },
  }
}

/** What is used of the Fastify app; fauxqs' own declaration of it does not resolve. */
interface QueueApp {
  server: Server
  listen(options: { port: number; host: string }): Promise<unknown>
  close(): Promise<unknown>
}

async function createQueues(endpoint: string, region: string): Promise<Record<string, string>> {
  const client = new SQSClient({ endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } })
  const urls: Record<string, string> = {}
  for (const { name, attributes } of await localQueues(region)) {
    const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))
    if (QueueUrl) urls[name] = QueueUrl
  }
  client.destroy()
  return urls
}
