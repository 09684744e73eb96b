import {
  type CreateTableCommandInput,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb'
import { StartError } from './start-error'
import { localTable } from './tables'

/**
 * Creates the table of infra/tables.yml on a local engine unless it exists.
 * @throws StartError when an existing table has other keys or indexes: local data of another version
 */
export async function ensureTable(endpoint: string, tableName?: string): Promise<void> {
  const wanted = await localTable(tableName)
  const client = localClient(endpoint)
  try {
    await client.send(new CreateTableCommand(wanted))
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
    await compareTable(client, wanted)
  } finally {
    client.destroy()
  }
}

async function compareTable(client: DynamoDBClient, wanted: CreateTableCommandInput): Promise<void> {
  const { Table: found } = await client.send(new DescribeTableCommand({ TableName: wanted.TableName }))
  if (found && shape(found) === shape(wanted)) return
  throw new StartError('The local data was made by another version of Linli: start once with npm start -- --fresh.')
}

interface TableShape {
  KeySchema?: unknown
  GlobalSecondaryIndexes?: { IndexName?: string; KeySchema?: unknown; Projection?: { ProjectionType?: string } }[]
}

function shape(table: TableShape): string {
  const indexes = (table.GlobalSecondaryIndexes ?? [])
    .map(index => JSON.stringify([index.IndexName, index.KeySchema, index.Projection?.ProjectionType]))
    .sort((a, b) => a.localeCompare(b))
  return JSON.stringify([table.KeySchema, indexes])
}

/** A client for an engine on this machine: credentials are not checked there, but the SDK wants some. */
export function localClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
}
