import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import * as z from 'zod'

/** A queue as CreateQueue takes it. */
export interface LocalQueue {
  name: string
  attributes: Record<string, string>
}

/** fauxqs knows one account. */
export const ACCOUNT = '000000000000'

/** The queues of infra/queues.yml, which the cloud template includes too; dead-letter queues come first. */
export async function localQueues(region: string): Promise<LocalQueue[]> {
  const text = await readFile(new URL('../queues.yml', import.meta.url), 'utf8')
  const resources = templateSchema.parse(parse(text)).Resources
  const nameOf = (id: string) => {
    const target = resources[id]
    if (!target) throw new Error(`queues.yml names ${id}, which it does not define`)
    return target.Properties.QueueName
  }
  return Object.values(resources)
    .map(({ Properties: { QueueName, RedrivePolicy, ...numbers } }) => ({
      name: QueueName,
      attributes: {
        ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])),
        ...(RedrivePolicy && {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: `arn:aws:sqs:${region}:${ACCOUNT}:${nameOf(RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0])}`,
            maxReceiveCount: String(RedrivePolicy.maxReceiveCount),
          }),
        }),
      },
    }))
    .sort((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes))
}

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.literal('AWS::SQS::Queue'),
      Properties: z.strictObject({
        QueueName: z.string(),
        VisibilityTimeout: z.int().max(43_200).optional(),
        MessageRetentionPeriod: z.int().max(1_209_600),
        RedrivePolicy: z
          .strictObject({
            deadLetterTargetArn: z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
            maxReceiveCount: z.int().positive(),
          })
          .optional(),
      }),
    }),
  ),
})
