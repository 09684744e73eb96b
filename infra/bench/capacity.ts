import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'

const Consumed = z.object({ CapacityUnits: z.number() })
const Output = z.looseObject({ ConsumedCapacity: z.union([Consumed, z.array(Consumed)]).optional() })

export type Meter = { take(): { units: number; requests: string[] } }

/**
 * Has each request say what it consumed, and adds it up: read units as DynamoDB counts them (4 KB consistent 1, else ½).
 * The engine computes them by the same rule.
 */
export function meter(client: DynamoDBClient): Meter {
  let units = 0
  let requests: string[] = []
  client.middlewareStack.add(
    (next, context) => async args => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' })
      const result = await next(args)
      const { ConsumedCapacity: consumed } = Output.parse(result.output)
      if (consumed === undefined) throw new Error(`${context.commandName} did not say what it consumed`)
      units += [consumed].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
      requests.push(context.commandName ?? '')
      return result
    },
    { step: 'initialize', name: 'linliMeter', priority: 'low' },
  )
  return {
    take() {
      const taken = { units, requests }
      units = 0
      requests = []
      return taken
    },
  }
}
