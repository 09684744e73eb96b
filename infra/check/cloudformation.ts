import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec'
import type { PropertyType, Resource, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types'
import * as z from 'zod'

export const Template = z.object({
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }).loose(),
  ),
})
export type Template = z.infer<typeof Template>

let loading: Promise<SpecDatabase> | undefined

const Values = z.record(z.string(), z.unknown())

/**
 * What CloudFormation would refuse in a template: unknown resource types and properties, missing required ones, values
 * of the wrong type, and references to nothing. Source: AWS's own resource schemas, as published for the CDK.
 */
export async function templateProblems(template: Template): Promise<string[]> {
  loading ??= loadAwsServiceSpec()
  const db = await loading
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) => {
    const [resource] = db.lookup('resource', 'cloudFormationType', 'equals', Type)
    if (!resource) return [`${id}: no resource type ${Type}`]
    return [
      ...propertyProblems(db, resource.properties, Properties, id),
      ...referenceProblems(db, template, Properties, id),
    ]
  })
}

function propertyProblems(db: SpecDatabase, known: ResourceProperties, given: unknown, at: string): string[] {
  const values = Values.safeParse(given)
  if (!values.success) return [`${at}: must be an object`]
  const missing = Object.entries(known)
    .filter(([name, property]) => property.required && values.data[name] === undefined)
    .map(([name]) => `${at}: ${name} is required`)
  return [
    ...missing,
    ...Object.entries(values.data).flatMap(([name, value]) => {
      const property = known[name]
      return property ? typeProblems(db, property.type, value, `${at}.${name}`) : [`${at}: no property ${name}`]
    }),
  ]
}

const intrinsic = /^(Ref|Condition|Fn::\w+)$/

/** Ref, Fn::GetAtt and the like are computed at deployment: their type is not known here. */
function isComputed(value: unknown): boolean {
  const object = Values.safeParse(value)
  const keys = object.success ? Object.keys(object.data) : []
  return keys.length === 1 && intrinsic.test(keys[0] ?? '')
}

function typeProblems(db: SpecDatabase, type: PropertyType, value: unknown, at: string): string[] {
  if (isComputed(value)) return []
  switch (type.type) {
    case 'string':
    case 'date-time':
      return scalar(value, ['string', 'number', 'boolean'], at)
    case 'number':
      return scalar(value, ['number'], at)
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at}: must be a whole number`]
    case 'boolean':
      return scalar(value, ['boolean'], at)
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item: unknown, i) => typeProblems(db, type.element, item, `${at}[${i}]`))
        : [`${at}: must be a list`]
    case 'map': {
      const values = Values.safeParse(value)
      if (!values.success) return [`${at}: must be an object`]
      return Object.entries(values.data).flatMap(([key, item]) => typeProblems(db, type.element, item, `${at}.${key}`))
    }
    case 'ref':
      return propertyProblems(db, db.get('typeDefinition', type.reference.$ref).properties, value, at)
    case 'union':
      return unionProblems(db, type.types, value, at)
    case 'tag':
      return propertyProblems(db, { Key: required, Value: required }, value, at)
    case 'json':
    case 'null':
      return []
  }
}

const required: ResourceProperties[string] = { type: { type: 'string' }, required: true }

const scalar = (value: unknown, kinds: string[], at: string): string[] =>
  kinds.includes(typeof value) ? [] : [`${at}: must be a ${kinds[0]}`]

/** A schema often allows any JSON beside the real structure; then only the structure says something. */
function unionProblems(db: SpecDatabase, types: PropertyType[], value: unknown, at: string): string[] {
  const structured = types.some(({ type }) => type === 'array' || type === 'map' || type === 'ref')
  const outcomes = types
    .filter(({ type }) => type !== 'json' || !structured)
    .map(type => typeProblems(db, type, value, at))
  return outcomes.toSorted((a, b) => a.length - b.length)[0] ?? []
}

/** Refs and GetAtts, wherever they stand, that lead to no resource, parameter or attribute. */
function referenceProblems(db: SpecDatabase, template: Template, value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => referenceProblems(db, template, item, at))
  const object = Values.safeParse(value)
  if (!object.success) return []
  return Object.entries(object.data).flatMap(([key, item]) => {
    if (key === 'Ref') return nameProblems(template, String(item), at)
    if (key === 'Fn::GetAtt') return attributeProblems(db, template, item, at)
    return referenceProblems(db, template, item, at)
  })
}

const nameProblems = (template: Template, name: string, at: string): string[] =>
  name.startsWith('AWS::') || name in template.Resources || name in template.Parameters
    ? []
    : [`${at}: Ref to ${name}, which does not exist`]

function attributeProblems(db: SpecDatabase, template: Template, target: unknown, at: string): string[] {
  const [name = '', attribute = ''] = Array.isArray(target) ? target.map(String) : String(target).split('.')
  const resource = resourceOf(db, template, name)
  if (!resource) return [`${at}: Fn::GetAtt of ${name}, which does not exist`]
  return attribute in resource.attributes || attribute in resource.properties
    ? []
    : [`${at}: ${resource.cloudFormationType} has no attribute ${attribute}`]
}

function resourceOf(db: SpecDatabase, template: Template, name: string): Resource | undefined {
  const type = template.Resources[name]?.Type
  return type === undefined ? undefined : db.lookup('resource', 'cloudFormationType', 'equals', type)[0]
}
