import { CreateTableCommand, paginateScan } from '@aws-sdk/client-dynamodb'
import { localTable } from '../../infra/local/tables'
import { fromAttributes } from '../src/db-items'
import { makeClients } from '../src/deps'
import type { TestDeps } from './context'
import { calmDeps } from './processes'

export type OwnTable = {
  deps: TestDeps
  /** Every item of the table whose partition key is none of these, by key: what a person would find there. */
  dump(without: RegExp): Promise<Record<string, unknown>>
}

/** Dependencies over a table of their own, whose whole content a test compares. Nothing is sent by itself. */
export async function ownTable(name: string): Promise<OwnTable> {
  const deps = calmDeps({ env: { LINLI_TABLE: name } })
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
