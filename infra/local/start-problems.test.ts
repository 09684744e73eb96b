import { spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readGateways } from './environment'
import { startStack } from './stack'

const root = join(import.meta.dirname, '../..')
const newDir = () => mkdtemp(join(tmpdir(), 'linli-start-'))

/** `npm start` without npm: what it writes to stderr, and its exit code. */
function start(args: string[]) {
  const child = spawn(process.execPath, ['infra/local/launch.js', 'start', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise<{ code: number | null; said: string }>(resolve =>
    child.once('close', code => resolve({ code, said })),
  )
}

test('a wrong flag: one sentence and code 1', async () => {
  const { code, said } = await start(['--speed'])
  expect(said.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
})

test('a port in use is told before anything starts', async () => {
  const other = createServer()
  const port = await new Promise<number>(resolve =>
    other.listen(0, '127.0.0.1', () => resolve(Number(new URL(`http://${addressOf(other)}`).port))),
  )
  const dir = await newDir()
  await expect(startStack({ dir, port, throwAway: true })).rejects.toThrow(`Port ${port} is already in use`)
  other.close()
})

function addressOf(server: ReturnType<typeof createServer>): string {
  const address = server.address()
  return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : ''
}

test('a second stack in one directory is refused while another process runs the first', async () => {
  const dir = await newDir()
  await writeFile(join(dir, 'pid'), `${process.ppid}\n`)
  await expect(startStack({ dir })).rejects.toThrow(`Linli already runs from this directory (process ${process.ppid})`)
})

test('a gateways file is read, and a wrong field is named', async () => {
  const dir = await newDir()
  const right = join(dir, 'right.json')
  await writeFile(right, JSON.stringify({ wechatApiBase: 'https://api.example.com', appid: 'wx1' }))
  expect(await readGateways(right)).toEqual({ wechatApiBase: 'https://api.example.com', appid: 'wx1' })
  await expect(readGateways(join(dir, 'no-such.json'))).rejects.toThrow('cannot be read')
  for (const [text, field] of [
    ['{"merchants":[{"mchid":"1"}]}', 'merchants.0.serial'],
    ['{"wechatPayBase":"nowhere"}', 'wechatPayBase'],
    ['{"merchant":[]}', 'merchant'],
    ['not json', 'it is not JSON'],
  ]) {
    const wrong = join(dir, 'wrong.json')
    await writeFile(wrong, text ?? '')
    await expect(readGateways(wrong)).rejects.toThrow(field)
  }
})
