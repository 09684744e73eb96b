import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateTableCommand, DeleteTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, expect, it } from 'vitest'
import { deathError, type Engine, type EngineOptions, startEngine } from './engine'
import { enginePackage, findEngineBinary, missingEngine } from './engine-binary'
import { localClient } from './engine-table'
import { freePort } from './ports'
import { StartError } from './start-error'
import { isRunning } from './state-dir'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

it('keeps what was written across a stop and a start', async () => {
  const dir = await tempDir()
  const first = await start({ dir })
  await put(first, 'kept')
  await first.stop()
  const second = await start({ dir })
  expect(await get(second, 'kept')).toBe('kept')
})

it('starts again by itself after it was killed, without losing a committed write', async () => {
  const engine = await start({ dir: await tempDir() })
  await put(engine, 'committed')
  const pid = engine.pid()
  process.kill(pid ?? 0, 'SIGKILL')
  await until(() => engine.pid() !== undefined && engine.pid() !== pid)
  await until(() => get(engine, 'committed').then(Boolean, () => false))
  expect(await get(engine, 'committed')).toBe('committed')
})

it('gives up, and says so once, when it dies again and again', async () => {
  const said: StartError[] = []
  const engine = await start({ memory: true, onGiveUp: error => said.push(error) })
  const killing = setInterval(() => {
    const pid = engine.pid()
    // One that is gone already is still told for a moment.
    if (pid && isRunning(pid)) process.kill(pid, 'SIGKILL')
  }, 5)
  cleanups.push(() => clearInterval(killing))
  await until(() => said.length > 0)
  await sleep(100)
  expect(said).toHaveLength(1)
  expect(said[0]?.message).toContain('keeps stopping')
})

it('stops the child and frees the port', async () => {
  const engine = await start({ memory: true })
  const pid = engine.pid() ?? 0
  await engine.stop()
  expect(isRunning(pid)).toBe(false)
  await start({ memory: true, port: engine.port })
})

it('stops an engine that a killed stack left on the same directory', async () => {
  const dir = await tempDir()
  const args = ['serve', '--port', String(await freePort()), '--db-path', join(dir, 'linli.db')]
  const stray = spawn(findEngineBinary() ?? '', args, { stdio: 'ignore' })
  cleanups.push(() => stray.kill('SIGKILL'))
  await writeFile(join(dir, 'engine.pid'), String(stray.pid))
  await start({ dir })
  await until(() => stray.exitCode !== null || stray.signalCode !== null)
  expect(isRunning(stray.pid ?? 0)).toBe(false)
})

it('leaves alone a process that took over the number of a past engine', async () => {
  const dir = await tempDir()
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  cleanups.push(() => other.kill('SIGKILL'))
  await writeFile(join(dir, 'engine.pid'), String(other.pid))
  await start({ dir })
  expect(isRunning(other.pid ?? 0)).toBe(true)
})

it('says in one sentence that the port is taken', async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  cleanups.push(() => other.close())
  await expect(startEngine({ memory: true, port })).rejects.toThrow(`Port ${port} is already in use`)
})

it('refuses local data of another version', async () => {
  const dir = await tempDir()
  const engine = await start({ dir })
  const client = localClient(engine.endpoint)
  await client.send(new DeleteTableCommand({ TableName: 'linli' }))
  await client.send(
    new CreateTableCommand({
      TableName: 'linli',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  )
  await engine.stop()
  await expect(startEngine({ dir })).rejects.toThrow('--fresh')
})

it('explains what the engine says when it cannot start', () => {
  const full = deathError('error: Internal error: database or disk is full', 1, { dir: '.linli' })
  expect(full).toBeInstanceOf(StartError)
  expect(full.message).toBe('The disk that holds .linli is full: free some space and start again.')
  expect(deathError('error: port 8000 is already in use', 8000, {}).message).toContain('Port 8000')
  expect(deathError('error: Internal error: file is not a database', 1, { dir: '.linli' }).message).toContain('--fresh')
})

it('says what to install when the platform has no engine', () => {
  expect(findEngineBinary('@dynoxide/plan9-mips')).toBeUndefined()
  expect(missingEngine(enginePackage('darwin', 'arm64')).message).toBe(
    'The local database engine is missing: run "npm install --no-save @dynoxide/darwin-arm64@1.2.1", or set LINLI_DYNAMODB_ENDPOINT to a DynamoDB-compatible server.',
  )
})

async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-engine-'))
  cleanups.push(() => rm(dir, { recursive: true, force: true }))
  return dir
}

async function start(options: EngineOptions): Promise<Engine> {
  const engine = await startEngine(options)
  cleanups.push(() => engine.stop())
  return engine
}

async function put(engine: Engine, id: string): Promise<void> {
  await localClient(engine.endpoint).send(
    new PutItemCommand({ TableName: 'linli', Item: { pk: { S: id }, sk: { S: id } } }),
  )
}

async function get(engine: Engine, id: string): Promise<string | undefined> {
  const { Item } = await localClient(engine.endpoint).send(
    new GetItemCommand({ TableName: 'linli', ConsistentRead: true, Key: { pk: { S: id }, sk: { S: id } } }),
  )
  return Item?.pk?.S
}

async function until(done: () => boolean | Promise<boolean>, timeoutMs = 25_000): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await done())) {
    if (Date.now() > end) throw new Error('waited too long')
    await sleep(10)
  }
}
