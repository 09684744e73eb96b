import { endpoints } from '@linli/shared/api'
import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { ErrorBody, pathNames, type Endpoint } from '@linli/shared/contract'
import { Hono } from 'hono'
import * as z from 'zod'

/** /openapi.json and /docs, made from the contract itself. */
export function openApiRoutes(): Hono {
  const app = new Hono()
  let document: Record<string, unknown> | undefined
  // Made when it is asked for: a start would wait for it.
  app.get('/openapi.json', c => c.json((document ??= openApiDocument())))
  app.get('/docs', c => c.html(docsPage()))
  return app
}

/** One plain page: every endpoint with who may call it; the whole truth is in /openapi.json. */
function docsPage(): string {
  const rows = endpoints
    .map(e => `<tr><td><code>${e.method}</code><td><code>${e.path}</code><td>${e.summary}<td>${whoMay(e)}</tr>`)
    .join('')
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>邻里接口</title><style>body{font:15px/1.6 system-ui;color:#1F2421;margin:32px auto;max-width:1200px;padding:0 16px}td,th{text-align:left;padding:6px 12px;border-bottom:1px solid #E2DDD2}code{font-size:14px}a{color:#1D5FA6}</style><h1>邻里接口</h1><p>机器可读的全文：<a href="/openapi.json">openapi.json</a></p><table><tr><th>方法<th>地址<th>做什么<th>谁可以</tr>${rows}</table></html>`
}

function whoMay({ access }: Endpoint): string {
  switch (access.kind) {
    case 'public':
      return '任何人'
    case 'account':
      return '登录的住户'
    case 'home':
      return `住户：${access.roles.map(role => occupancyRoleNames[role]).join('、')}`
    case 'staff':
      return '物业员工'
    case 'office':
      return `物业：<code>${access.permission}</code>`
  }
}

/** OpenAPI 3.1 of every endpoint. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const e of endpoints) {
    const path = e.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation(e) }
  }
  return { openapi: '3.1.0', info: { title: '邻里 Linli', version: '1' }, paths }
}

/** Of a write that creates: the same key is the same wish, for 24 hours. */
const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^[\\w-]{8,64}$' },
}

function operation(e: Endpoint): Record<string, unknown> {
  const input = z.toJSONSchema(e.input, { io: 'input', unrepresentable: 'any' })
  const properties = Object.entries(input.properties ?? {})
  const inPath = new Set(pathNames(e.path))
  const inQuery = e.method === 'GET' || e.method === 'DELETE'
  const parameters = properties
    .filter(([name]) => inPath.has(name) || inQuery)
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || input.required?.includes(name) === true,
      schema,
    }))
  const rest = properties.filter(([name]) => !inPath.has(name))
  const content = (schema: unknown) => ({ 'application/json': { schema } })
  return {
    operationId: e.id,
    summary: e.summary,
    tags: [e.id.split('.')[0]],
    'x-access': e.access,
    parameters: e.idempotent ? [...parameters, keyHeader] : parameters,
    ...(!inQuery &&
      rest.length > 0 && {
        requestBody: {
          content: content({
            type: 'object',
            properties: Object.fromEntries(rest),
            required: input.required?.filter(name => !inPath.has(name)),
          }),
        },
      }),
    responses: {
      200: {
        description: '成功',
        content: content(z.toJSONSchema(e.output, { io: 'output', unrepresentable: 'any' })),
      },
      default: { description: '没有成功', content: content(z.toJSONSchema(ErrorBody)) },
    },
  }
}
