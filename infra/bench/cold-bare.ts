import { createServer } from 'node:http'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** The least that a function can be: node:http and the same SDK client. Prints its port. */
const dynamo = new DynamoDBClient({
  region: process.env.AWS_REGION ?? '',
  maxAttempts: 1,
  requestHandler: {
    requestTimeout: 3000,
    connectionTimeout: 1000,
    httpsAgent: { maxSockets: 100 },
    httpAgent: { maxSockets: 100 },
  },
})

const server = createServer((_request, response) => {
  response.writeHead(dynamo.config.apiVersion === '' ? 500 : 200).end('{"ok":true}')
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify(server.address())}\n`))
