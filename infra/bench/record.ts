import type { DynamoDBClient, ServiceInputTypes } from '@aws-sdk/client-dynamodb'
import { openCall, toResponse } from '../../functions/test/strict/wire'

/** A request as it travels: the name of its operation and its body, marshalled. */
export type Recorded = { operation: string; body: Record<string, unknown> }

export type Recording = {
  /** What was asked since the last `take`, in the order in which it was sent. */
  take(): Recorded[]
}

const writes = new Set(['TransactWriteItems', 'BatchWriteItem', 'PutItem', 'UpdateItem', 'DeleteItem'])

/** Writes a client's requests down; its reads go on to the engine, its writes end here as if they had succeeded. */
export function recordInstead(client: DynamoDBClient): Recording {
  let recorded: Recorded[] = []
  const middleware = (next: Next) => async (args: NextArgs) => {
    const call = openCall(args.request, async request => (await next({ ...args, request })).response)
    recorded.push({ operation: call.operation, body: call.body })
    return writes.has(call.operation) ? { response: toResponse({ status: 200, body: {} }) } : next(args)
  }
  client.middlewareStack.addRelativeTo(middleware, {
    name: 'linliRecord',
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    override: true,
  })
  return {
    take() {
      const taken = recorded
      recorded = []
      return taken
    },
  }
}

type NextArgs = { input: ServiceInputTypes; request: unknown }
type Next = (args: NextArgs) => Promise<{ response: unknown }>
