import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { explainSystemError } from './start-error'

const given = new Set<number>()

/**
 * A TCP port of the loopback interface that was free a moment ago, never the same twice. It lies below those that the
 * system gives to outgoing connections: one of these would otherwise take it before its server listens.
 */
export async function freePort(): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = randomInt(20_000, 30_000)
    if (given.has(port)) continue
    given.add(port)
    try {
      await tryPort(port)
      return port
    } catch (error) {
      if (tries === 50) throw error
    }
  }
}

/** Resolves when the loopback port can be bound. @throws StartError when something listens there */
export async function assertPortFree(port: number): Promise<void> {
  try {
    await tryPort(port)
  } catch (error) {
    throw explainSystemError(error, { port })
  }
}

function tryPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}
