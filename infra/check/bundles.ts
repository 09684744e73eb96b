import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { domains } from '@linli/shared/domains'
import { deployables, functionsDist } from '../build/functions'
import { check } from './report'
import { functionEnvironment } from './sample-environment'

const event = {
  version: '2.0',
  rawPath: '/healthz',
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/healthz', sourceIp: '192.0.2.1' } },
  isBase64Encoded: false,
}

/** Runs in the bundle's own process, as text: Vercel's host brings requests over node:http. */
const askOverHttp = `listener => new Promise(resolve => {
  const { createServer, get } = require('node:http')
  const server = createServer(listener).listen(0, '127.0.0.1', () =>
    get({ port: server.address().port, path: '/healthz' }, response => resolve(response.statusCode)))
})`

/**
 * A domain's function answers its health; the others, which wait for signed or queued events, only have to start. Then
 * each part that a later call would load finds what it shares with the others.
 */
function script(name: string): string {
  const folder = join(functionsDist, name)
  const parts = readdirSync(folder).filter(file => /^chunk-.*\.mjs$/.test(file))
  const start = `import(${JSON.stringify(join(folder, 'index.mjs'))})`
  const isDomain = domains.some(domain => domain === name)
  const answer = isDomain ? `(await m.handler(${JSON.stringify(event)}, {})).statusCode` : 'm.handler ? 200 : 404'
  const served = name === 'vercel' ? `await (${askOverHttp})(m.default)` : answer
  const load = `for (const part of ${JSON.stringify(parts.map(part => join(folder, part)))}) await import(part)`
  return `${start}.then(async m => { const status = ${served}; ${load}; console.log('status', status); process.exit() })`
}

/** Starts every bundle in a Node of its own, as its host would. Needs the bundles in functions/dist. */
export function bundleProblems(): string[] {
  return [...deployables.keys()].flatMap(name => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script(name)], {
      env: { PATH: process.env['PATH'] ?? '', ...functionEnvironment },
      encoding: 'utf8',
      timeout: 30_000,
    })
    return stdout.trim().endsWith('status 200')
      ? []
      : [`${name}: ${stdout.trim()} ${/^.*Error.*$/m.exec(stderr)?.[0] ?? stderr}`]
  })
}

await check(import.meta.url, 'bundles', bundleProblems)
