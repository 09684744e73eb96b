import type { Server } from 'node:net'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import { ACCOUNT, localQueues } from './queues'
import { explainSystemError } from './start-error'

export interface QueueServer {
  endpoint: string
  port: number
  /** Queue name → URL: the endpoint, the account, the name. */
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
  app.addHook('preHandler', (request, _reply, done) => {
    request.body = withKnownHost(request.body, options.region)
    done()
  })
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
  addHook(name: 'preHandler', hook: (request: { body: unknown }, reply: unknown, done: () => void) => void): unknown
  listen(options: { port: number; host: string }): Promise<unknown>
  close(): Promise<unknown>
}

/** fauxqs keeps a queue under `sqs.<region>.localhost`, a name that not every machine resolves: ours is the address. */
function withKnownHost(body: unknown, region: string): unknown {
  if (typeof body !== 'object' || body === null || !('QueueUrl' in body) || typeof body.QueueUrl !== 'string')
    return body
  return { ...body, QueueUrl: body.QueueUrl.replace('//127.0.0.1:', `//sqs.${region}.localhost:`) }
}

async function createQueues(endpoint: string, region: string): Promise<Record<string, string>> {
  const client = new SQSClient({ endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } })
  const urls: Record<string, string> = {}
  for (const { name, attributes } of await localQueues(region)) {
    await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }))
    urls[name] = `${endpoint}/${ACCOUNT}/${name}`
  }
  client.destroy()
  return urls
}
