import { spawn } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from './start-error'

export const ENGINE_VERSION = '1.2.1'
const INSTALL_TIMEOUT_MS = 120_000

/** The npm package that carries the local DynamoDB engine for a platform. */
export function enginePackage(platform = process.platform, arch = process.arch): string {
  return `@dynoxide/${platform}-${arch}`
}

/** The engine's binary of this platform, made executable, or undefined when its package is not installed. */
export function findEngineBinary(packageName = enginePackage()): string | undefined {
  const require = createRequire(import.meta.url)
  for (const root of require.resolve.paths(packageName) ?? []) {
    for (const name of ['dynoxide', 'dynoxide.exe']) {
      const binary = join(root, packageName, name)
      if (existsSync(binary)) return executable(binary)
    }
  }
  return undefined
}

/**
 * The engine's binary; when this platform's package is missing it is installed first, without touching the lock file
 * (the lock file names linux-x64 alone, because optional packages that a registry lacks break `npm ci`).
 * @throws StartError with the one thing to do when there is no binary for this platform
 */
export async function requireEngineBinary(say: (line: string) => void = () => undefined): Promise<string> {
  const found = findEngineBinary()
  if (found) return found
  const wanted = `${enginePackage()}@${ENGINE_VERSION}`
  say(`Installing ${wanted}, the local database engine of this platform …`)
  await npmInstall(wanted)
  const installed = findEngineBinary()
  if (!installed) throw missingEngine()
  return installed
}

export function missingEngine(packageName = enginePackage()): StartError {
  return new StartError(
    `The local database engine is missing: run "npm install --no-save ${packageName}@${ENGINE_VERSION}", or set LINLI_DYNAMODB_ENDPOINT to a DynamoDB-compatible server.`,
  )
}

function executable(binary: string): string {
  try {
    accessSync(binary, constants.X_OK)
  } catch {
    chmodSync(binary, 0o755)
  }
  return binary
}

function npmInstall(packageSpec: string): Promise<void> {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
  return new Promise(resolve => {
    const npm = spawn(
      'npm',
      ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries', '0', packageSpec],
      {
        cwd: root,
        stdio: 'ignore',
        timeout: INSTALL_TIMEOUT_MS,
        shell: process.platform === 'win32',
      },
    )
    npm.once('error', () => resolve())
    npm.once('exit', () => resolve())
  })
}
