import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Template } from './cloudformation'

const Reference = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform(at => at['Fn::GetAtt'][0])
const Function = z.object({
  FunctionName: z.string(),
  Runtime: z.literal('nodejs22.x'),
  Architectures: z.tuple([z.literal('x86_64')]),
  Timeout: z.number().max(900),
})
const Queue = z.object({
  QueueName: z.string(),
  VisibilityTimeout: z.number().default(30),
  RedrivePolicy: z.unknown().optional(),
})
const Mapping = z.object({
  EventSourceArn: Reference,
  FunctionName: Reference,
  FunctionResponseTypes: z.array(z.string()).default([]),
})
const Route = z.object({
  RouteKey: z.string(),
  Target: z.object({ 'Fn::Join': z.tuple([z.string(), z.tuple([z.string(), z.object({ Ref: z.string() })])]) }),
})
const Integration = z.object({ IntegrationUri: Reference })
const Role = z.object({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(z.object({ Action: z.array(z.string()), Resource: z.unknown() })),
      }),
    }),
  ),
})

/** CloudFormation's own limit; ours leaves room for what a deployment adds. */
const mostResources = 450

/** What this product promises of its deployment, beyond what the schema can say. */
export function ruleProblems(template: Template, domains: readonly string[]): string[] {
  const functions = all(template, 'AWS::Lambda::Function', Function)
  const names = [...functions.values()].map(({ FunctionName }) => FunctionName.split('-').slice(2).join('-'))
  const count = Object.keys(template.Resources).length
  return [
    ...[...domains, 'callbacks'].filter(name => !names.includes(name)).map(name => `no function for ${name}`),
    ...callbackProblems(template),
    ...queueProblems(template, functions),
    ...permissionProblems(template),
    ...(count > mostResources ? [`${count} resources, at most ${mostResources}`] : []),
  ]
}

/** WeChat's message push is a function of its own: payments wait behind nothing else. */
const servedBy = (key: string): string | undefined => {
  if (key.endsWith(' /callbacks/wechat-push')) return 'WechatDashpushLambdaFunction'
  return key.includes(' /callbacks/') ? 'CallbacksLambdaFunction' : undefined
}
const apart = ['CallbacksLambdaFunction', 'WechatDashpushLambdaFunction']

/** A route beneath /callbacks belongs to the one function that is for it, and that function has no other. */
function callbackProblems(template: Template): string[] {
  const integrations = all(template, 'AWS::ApiGatewayV2::Integration', Integration)
  const routes = [...all(template, 'AWS::ApiGatewayV2::Route', Route).values()].map(({ RouteKey, Target }) => ({
    key: RouteKey,
    owner: servedBy(RouteKey),
    target: integrations.get(Target['Fn::Join'][1][1].Ref)?.IntegrationUri,
  }))
  const mixed = routes.filter(({ owner, target }) => owner !== (apart.includes(target ?? '') ? target : undefined))
  return [
    ...(routes.some(({ owner }) => owner === 'CallbacksLambdaFunction') ? [] : ['no route for payment callbacks']),
    ...mixed.map(({ key, target }) => `${key} leads to ${target}: callbacks are apart`),
  ]
}

/** Every queue that is consumed fails per message, gives up into a dead-letter queue and outlasts its consumer. */
function queueProblems(template: Template, functions: Map<string, z.infer<typeof Function>>): string[] {
  const queues = all(template, 'AWS::SQS::Queue', Queue)
  const mappings = [...all(template, 'AWS::Lambda::EventSourceMapping', Mapping).values()]
  const consumed = new Set(mappings.map(({ EventSourceArn }) => EventSourceArn))
  const idle = [...queues].filter(([id, { RedrivePolicy }]) => RedrivePolicy !== undefined && !consumed.has(id))
  return [
    ...idle.map(([id]) => `${id} has no consumer`),
    ...mappings.flatMap(({ EventSourceArn, FunctionName, FunctionResponseTypes }) => {
      const queue = queues.get(EventSourceArn)
      const consumer = functions.get(FunctionName)
      if (!queue || !consumer) return [`${EventSourceArn}: no such queue or consumer`]
      return [
        ...(queue.RedrivePolicy === undefined ? [`${EventSourceArn} has no dead-letter queue`] : []),
        ...(queue.VisibilityTimeout > consumer.Timeout ? [] : [`${EventSourceArn} comes again while it is worked on`]),
        ...(FunctionResponseTypes.includes('ReportBatchItemFailures') ? [] : [`${EventSourceArn} fails as a batch`]),
      ]
    }),
  ]
}

/** Named actions on named resources; nothing may read the whole table. */
function permissionProblems(template: Template): string[] {
  return [...all(template, 'AWS::IAM::Role', Role).values()]
    .flatMap(({ Policies }) => Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement))
    .flatMap(({ Action, Resource }) => [
      ...Action.filter(action => action.includes('*') || action === 'dynamodb:Scan').map(
        action => `the role may ${action}`,
      ),
      ...(JSON.stringify(Resource).includes('"*"') ? [`the role may ${Action.join(', ')} on everything`] : []),
    ])
}

function all<T>(template: Template, type: string, schema: Schema<T>): Map<string, T> {
  const found = Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)
  return new Map(found.map(([id, resource]) => [id, parsed(id, schema, resource.Properties)]))
}

function parsed<T>(id: string, schema: Schema<T>, properties: unknown): T {
  const result = schema.safeParse(properties)
  if (!result.success) throw new Error(`${id}: ${z.prettifyError(result.error)}`)
  return result.data
}
