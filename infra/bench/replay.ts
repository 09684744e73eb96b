import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { Lanes } from '@linli/functions/lanes'
import type { Recorded } from './record'

/** Sends a recorded request as it was, by a plain client. */
export function send(client: DynamoDBClient, { operation, body }: Recorded): Promise<unknown> {
  switch (operation) {
    case 'TransactWriteItems':
      return client.send(new TransactWriteItemsCommand(inputOf(body)))
    case 'BatchWriteItem':
      return client.send(new BatchWriteItemCommand(inputOf(body)))
    case 'BatchGetItem':
      return client.send(new BatchGetItemCommand(inputOf(body)))
    case 'GetItem':
      return client.send(new GetItemCommand(inputOf(body)))
    case 'Query':
      return client.send(new QueryCommand(inputOf(body)))
    default:
      throw new Error(`${operation} is not replayed`)
  }
}

/** The SDK wrote this body from an input of the same command: names and values are those of the wire. */
// oxlint-disable-next-line typescript/consistent-type-assertions -- see above
const inputOf = <T>(body: Record<string, unknown>): T => body as T

/**
 * All of them in their order, `width` at a time. Those that are `alone` wait for all before them, and all after for them:
 * a lease is taken before the work, and given back after it.
 */
export async function replay(
  client: DynamoDBClient,
  recorded: Recorded[],
  width: number,
  alone: (request: Recorded) => boolean,
): Promise<void> {
  const lanes = new Lanes(width)
  for (const request of recorded) {
    if (alone(request)) {
      await lanes.drained()
      await send(client, request)
    } else await lanes.add(() => send(client, request))
  }
  await lanes.drained()
}
