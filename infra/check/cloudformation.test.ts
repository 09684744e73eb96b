import { expect, test } from 'vitest'
import { Template, templateProblems } from './cloudformation'

const queue = (properties: object, type = 'AWS::SQS::Queue') =>
  templateProblems(Template.parse({ Resources: { Queue: { Type: type, Properties: properties } } }))

const index = {
  IndexName: 'gs1',
  KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
}
const keys = [{ AttributeName: 'a', KeyType: 'HASH' }]

test.each([
  [{ QueueName: 'linli-seal', VisibilityTimeout: 60, Tags: [{ Key: 'a', Value: 'b' }] }, 'AWS::SQS::Queue'],
  [
    { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, maxReceiveCount: 5 } },
    'AWS::SQS::Queue',
  ],
  [{ KeySchema: keys, GlobalSecondaryIndexes: [index] }, 'AWS::DynamoDB::Table'],
])('%j is a good %s', async (properties, type) => {
  expect(await queue(properties, type)).toEqual([])
})

test.each([
  [{}, 'AWS::SQS::Quee', 'no resource type'],
  [{ Name: 'linli-seal' }, 'AWS::SQS::Queue', 'no property Name'],
  [{ VisibilityTimeout: 'long' }, 'AWS::SQS::Queue', 'whole number'],
  [{ FifoQueue: 'yes' }, 'AWS::SQS::Queue', 'must be a boolean'],
  [{ QueueName: { Ref: 'Nobody' } }, 'AWS::SQS::Queue', 'Ref to Nobody'],
  [{ QueueName: { 'Fn::GetAtt': ['Queue', 'Colour'] } }, 'AWS::SQS::Queue', 'no attribute Colour'],
  [{ QueueName: { 'Fn::GetAtt': ['Nobody', 'Arn'] } }, 'AWS::SQS::Queue', 'Fn::GetAtt of Nobody'],
  [{ Tags: [{ Key: 'a' }] }, 'AWS::SQS::Queue', 'Value is required'],
  [{}, 'AWS::DynamoDB::Table', 'KeySchema is required'],
  [{ KeySchema: keys, GlobalSecondaryIndexes: index }, 'AWS::DynamoDB::Table', 'must be a list'],
  [
    { KeySchema: keys, GlobalSecondaryIndexes: [{ ...index, Projection: undefined }] },
    'AWS::DynamoDB::Table',
    'Projection',
  ],
  [{ KeySchema: [{ AttributeName: 'a' }] }, 'AWS::DynamoDB::Table', 'KeyType is required'],
])('%j is refused as %s: %s', async (properties, type, reason) => {
  expect((await queue(properties, type)).join()).toContain(reason)
})
