import { spawn } from 'node:child_process'
import { get } from 'node:http'
import { join } from 'node:path'
import * as z from 'zod'
import { functionEnvironment } from '../check/sample-environment'
import { bundleFile } from './bundles'
import { builtFunctions } from '../build/functions'
import type { Figure } from './figure'
import { inTurns } from './rounds'

const rounds = 21

/** From spawn to the first 200 of each bundled function ÷ a bundled node:http server with the same SDK client. */
export async function coldStart(say: (line: string) => void): Promise<Figure[]> {
  say(`bundling; ${rounds} rounds each`)
  const functions = await builtFunctions()
  const host = await bundleFile('cold-host')
  const bare = await bundleFile('cold-bare')
  const figures: Figure[] = []
  for (const [name, folder] of functions) {
    const ours = () => firstAnswerMs([host, join(folder, 'index.mjs'), kindOf(name)])
    const measured = await inTurns(
      rounds,
      ours,
      () => firstAnswerMs([bare]),
      () => {},
    )
    figures.push({ name: `cold-start:${name}`, unit: 'ms', ...measured })
    say(`${name}: ${measured.value.toFixed(0)} ÷ ${measured.baseline.toFixed(0)} ms`)
  }
  return figures
}

/** How the host calls it: those that wait for messages or the clock answer no HTTP of their own. */
function kindOf(name: string): 'node' | 'queue' | 'schedule' | 'http' {
  if (name === 'vercel') return 'node'
  if (name === 'worker') return 'queue'
  return name === 'schedules' ? 'schedule' : 'http'
}

const Address = z.object({ port: z.number() })

async function firstAnswerMs(script: string[]): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, script, {
    env: { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1', ...functionEnvironment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const { port } = Address.parse(JSON.parse(await firstLine(child.stdout)))
    const status = await statusOf(port)
    if (status !== 200) throw new Error(`${script.join(' ')} answered ${status}`)
    return performance.now() - started
  } finally {
    child.kill('SIGKILL')
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += String(chunk)
    if (text.includes('\n')) return text
  }
  throw new Error('it ended before it listened')
}

const statusOf = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`http://127.0.0.1:${port}/healthz`, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).once('error', reject)
  })
