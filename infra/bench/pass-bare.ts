import { createPrivateKey, createPublicKey, verify } from 'node:crypto'
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { makeApp } from '@linli/functions/http'
import { routes } from '@linli/functions/visitors/routes'
import { looked, type Visitor, visitorsAtGate } from './pass-estate'
import { PassWish } from './pass-verify'
import { plainClient, productDeps, recordingDeps } from './product'
import type { Recorded } from './record'
import { send } from './replay'
import { bodyOf, serve } from './serve'
import { answerWith } from './side'

/** The least that a gate can be: the product's reads, one Ed25519 verification, one conditional update of the pass. */
const client = plainClient()
const filling = productDeps()
const { deps: recorder, recording } = recordingDeps()
const app = makeApp(recorder, routes)
const [signing] = filling.env.LINLI_PASS_KEYS
if (!signing) throw new Error('no key signs passes')
const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), signing.key])
const key = createPublicKey(createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' }))
const known = new Map<string, Visitor & { reads: Recorded[] }>()

const url = await serve((request, response) => {
  const answer = async () => {
    const body = await bodyOf(request)
    const visitor = known.get(body)
    if (!visitor || !isSigned(visitor.token)) return response.writeHead(401).end()
    for (const read of visitor.reads) await send(client, read)
    await client.send(
      new UpdateItemCommand({
        TableName: filling.env.LINLI_TABLE,
        Key: { pk: { S: visitor.key.pk }, sk: { S: visitor.key.sk } },
        UpdateExpression: 'SET #used = #used + :one, #version = #version + :one',
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#used': 'used', '#version': 'version' },
        ExpressionAttributeValues: { ':one': { N: '1' }, ':version': { N: '1' } },
      }),
    )
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{"may":true}')
  }
  answer().catch(() => response.writeHead(500).end())
})

function isSigned(token: string): boolean {
  const end = token.lastIndexOf('.')
  return verify(null, Buffer.from(token.slice(0, end)), key, Buffer.from(token.slice(end + 1), 'base64url'))
}

answerWith({
  url: () => url,
  async prepare(input) {
    const { count, tap } = PassWish.parse(input)
    const visitors = await visitorsAtGate(filling, count)
    const calls = []
    for (const visitor of visitors) {
      recording.take()
      const admit = await looked(app, visitor)
      const call = tap === 'scan' ? visitor.scan : admit
      if (tap === 'admit') {
        recording.take()
        const response = await app.request(admit.path, admit)
        if (response.status !== 200) throw new Error(`admit was answered ${response.status}`)
      }
      const reads = recording.take().filter(({ operation }) => /^(BatchGetItem|GetItem|Query)$/.test(operation))
      known.set(call.body ?? '', { ...visitor, reads })
      calls.push(call)
    }
    return calls
  },
  rest() {},
})
