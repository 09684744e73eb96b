import { readFile } from 'node:fs/promises'
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import { parse } from 'yaml'
import * as z from 'zod'

/**
 * The CreateTable input of the table in infra/tables.yml, which the cloud template includes too.
 * TTL and point-in-time recovery are properties of the cloud resource only: CreateTable knows neither.
 * @param tableName names the single table otherwise, e.g. for a test that wants one of its own
 */
export async function localTable(tableName?: string): Promise<CreateTableCommandInput> {
  const template = templateSchema.parse(parse(await readFile(new URL('../tables.yml', import.meta.url), 'utf8')))
  const { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } =
    template.Resources.LinliTable.Properties
  return { TableName: tableName ?? TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes }
}

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))

const templateSchema = z.object({
  Resources: z.strictObject({
    LinliTable: z.object({
      Type: z.literal('AWS::DynamoDB::Table'),
      Properties: z.strictObject({
        TableName: z.string().min(3),
        BillingMode: z.literal('PAY_PER_REQUEST'),
        AttributeDefinitions: z.array(
          z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
        ),
        KeySchema: keySchema,
        GlobalSecondaryIndexes: z.array(
          z.strictObject({
            IndexName: z.string().min(3),
            KeySchema: keySchema,
            Projection: z.strictObject({ ProjectionType: z.enum(['ALL', 'KEYS_ONLY']) }),
          }),
        ),
        TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.literal(true) }),
        PointInTimeRecoverySpecification: z.strictObject({ PointInTimeRecoveryEnabled: z.literal(true) }),
      }),
    }),
  }),
})
