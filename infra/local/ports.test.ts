import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { assertPortFree, freePort } from './ports'

test('no port is given twice, none of those that outgoing connections take', async () => {
  const ports = await Promise.all(Array.from({ length: 40 }, () => freePort()))
  expect(new Set(ports).size).toBe(40)
  expect(ports.filter(port => port < 20_000 || port >= 30_000)).toEqual([])
})

test('a port that somebody listens on is not free', async () => {
  const port = await freePort()
  const server = createServer()
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  await expect(assertPortFree(port)).rejects.toThrow(`Port ${port} is already in use`)
  await new Promise(resolve => server.close(resolve))
  await expect(assertPortFree(port)).resolves.toBeUndefined()
})
