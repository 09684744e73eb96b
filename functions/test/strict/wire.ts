/** A DynamoDB attribute value as it travels: `{ S: 'text' }`. */
export type Attribute = { S?: string } & Record<string, unknown>
export type Item = Record<string, Attribute>
export type Body = Record<string, unknown>

export type Operation =
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'DescribeTable'

export interface Answer {
  status: number
  body: Body
}

/** One call on the wire: what is asked, and how to ask the engine (this or something else). */
export interface Call {
  operation: string
  body: Body
  send(body: Body, operation?: Operation): Promise<Answer>
}

interface WireRequest {
  headers: Record<string, string>
  body: string | Uint8Array
}

/** The call inside an SDK request, and the way back: an answer becomes the response that the SDK parses. */
export function openCall(request: unknown, next: (request: unknown) => Promise<unknown>): Call {
  if (!isWireRequest(request)) throw new Error('strict: not a DynamoDB request')
  const operation = request.headers['x-amz-target']?.split('.')[1] ?? ''
  return {
    operation,
    body: JSON.parse(textOf(request.body)),
    async send(body, other) {
      const text = JSON.stringify(body)
      const headers: Record<string, string> = { ...request.headers, 'content-length': String(Buffer.byteLength(text)) }
      if (other) headers['x-amz-target'] = `DynamoDB_20120810.${other}`
      const response = await next(Object.assign(Object.create(request), { headers, body: text }))
      return readAnswer(response)
    },
  }
}

export function toResponse({ status, body }: Answer): {
  statusCode: number
  headers: Record<string, string>
  body: Uint8Array
} {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return {
    statusCode: status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'STRICT' },
    body: bytes,
  }
}

/** An error as DynamoDB words it. */
export function refusal(name: string, message: string, more: Body = {}, status = 400): Answer {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...more } }
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

async function readAnswer(response: unknown): Promise<Answer> {
  if (!isWireResponse(response)) throw new Error('strict: not a response')
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return { status: response.statusCode, body: text === '' ? {} : JSON.parse(text) }
}

function isWireRequest(value: unknown): value is WireRequest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'body' in value &&
    (typeof value.body === 'string' || value.body instanceof Uint8Array)
  )
}

function isWireResponse(value: unknown): value is { statusCode: number; body: AsyncIterable<Uint8Array> } {
  return typeof value === 'object' && value !== null && 'statusCode' in value && 'body' in value
}
