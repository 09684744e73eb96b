import { CreateTableCommand, paginateScan } from '@aws-sdk/client-dynamodb'
import { localTable } from '../../infra/local/tables'
import { fromAttributes } from '../src/db-items'
import { makeClients } from '../src/deps'
import { type TestDeps, testDeps } from './context'
import type { StrictOptions } from './strict'

/** Kind in all but the failure that a test asks for, so that its writes can be counted. */
export const calm: Partial<StrictOptions> = {
  unprocessed: 0,
  emptyPage: 0,
  throttle: 0,
  lagMs: [0, 0],
  transactMs: [0, 1],
}

export type OwnTable = {
  deps: TestDeps
  /** Every item of the table whose partition key is none of these, by key: what a person would find there. */
  dump(without: RegExp): Promise<Record<string, unknown>>
}

/** Dependencies over a table of their own, whose whole content a test compares. Nothing is sent by itself. */
export async function ownTable(name: string): Promise<OwnTable> {
  const deps = testDeps({ strict: calm, env: { LINLI_TABLE: name } })
  deps.outbox.committed = () => {}
  const { dynamo } = makeClients(deps.env)
  await dynamo.send(new CreateTableCommand(await localTable(name)))
  return {
    deps,
    async dump(without) {
      const all: Record<string, unknown> = {}
      for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName: name, ConsistentRead: true }))
        for (const attributes of Items) {
          const item = fromAttributes(attributes)
          if (!without.test(String(item.pk))) all[`${String(item.pk)} ${String(item.sk)}`] = item
        }
      return all
    },
  }
}
