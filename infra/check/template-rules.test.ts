import { expect, test } from 'vitest'
import { Template } from './cloudformation'
import { ruleProblems } from './template-rules'

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] })
const lambda = (name: string, Timeout = 29) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: `linli-production-${name}`, Runtime: 'nodejs22.x', Architectures: ['x86_64'], Timeout },
})
const integration = (id: string) => ({
  Type: 'AWS::ApiGatewayV2::Integration',
  Properties: { IntegrationUri: arn(id) },
})
const route = (RouteKey: string, id: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { RouteKey, Target: { 'Fn::Join': ['/', ['integrations', { Ref: id }]] } },
})
const role = (Action: string, Resource: unknown) => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyDocument: { Statement: [{ Action: [Action], Resource }] } }] },
})
const consumer = (properties: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: arn('SealQueue'),
    FunctionName: arn('WorkerLambdaFunction'),
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...properties,
  },
})
const queue = (properties: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: 'linli-seal', VisibilityTimeout: 60, RedrivePolicy: {}, ...properties },
})

const good = {
  BillingLambdaFunction: lambda('billing'),
  CallbacksLambdaFunction: lambda('callbacks'),
  WorkerLambdaFunction: lambda('worker', 50),
  BillingIntegration: integration('BillingLambdaFunction'),
  CallbacksIntegration: integration('CallbacksLambdaFunction'),
  BillsRoute: route('ANY /v1/bills', 'BillingIntegration'),
  CallbackRoute: route('POST /callbacks/wechat/{merchantRef}', 'CallbacksIntegration'),
  SealQueue: queue(),
  SealConsumer: consumer(),
  Role: role('dynamodb:Query', arn('LinliTable')),
}
const problems = (changed: object) =>
  ruleProblems(Template.parse(JSON.parse(JSON.stringify({ Resources: { ...good, ...changed } }))), ['billing'])

test('a deployment as promised', () => {
  expect(problems({})).toEqual([])
})

test.each([
  [{ BillingLambdaFunction: undefined }, 'no function for billing'],
  [{ CallbackRoute: undefined }, 'no route for payment callbacks'],
  [{ CallbackRoute: route('POST /callbacks/wechat/{merchantRef}', 'BillingIntegration') }, 'callbacks are apart'],
  [{ BillsRoute: route('ANY /v1/bills', 'CallbacksIntegration') }, 'callbacks are apart'],
  [{ PushRoute: route('POST /callbacks/wechat-push', 'CallbacksIntegration') }, 'callbacks are apart'],
  [{ SealConsumer: undefined }, 'has no consumer'],
  [{ SealQueue: queue({ RedrivePolicy: undefined }) }, 'no dead-letter queue'],
  [{ SealQueue: queue({ VisibilityTimeout: 50 }) }, 'comes again while it is worked on'],
  [{ SealConsumer: consumer({ FunctionResponseTypes: undefined }) }, 'fails as a batch'],
  [{ Role: role('dynamodb:*', arn('LinliTable')) }, 'may dynamodb:*'],
  [{ Role: role('dynamodb:Scan', arn('LinliTable')) }, 'may dynamodb:Scan'],
  [{ Role: role('dynamodb:Query', '*') }, 'on everything'],
])('a deployment that lacks something: %j', (changed, reason) => {
  expect(problems(changed).join()).toContain(reason)
})
