import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { isRunning } from './state-dir'

const run = promisify(execFile)

/** Remembers which process serves this directory's database. */
export async function writePid(dir: string, pid: number): Promise<void> {
  await writeFile(join(dir, 'engine.pid'), `${pid}\n`)
}

/**
 * Stops an engine that a killed stack left behind on this directory: two engines on one file would not see each
 * other's caches. A process that took over the number is recognised by its command line and left alone.
 */
export async function stopStray(dir: string): Promise<void> {
  const file = join(dir, 'engine.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (Number.isInteger(pid) && isRunning(pid) && (await commandLine(pid)).includes(join(dir, 'linli.db'))) {
    process.kill(pid, 'SIGTERM')
    for (let waited = 0; isRunning(pid) && waited < 1000; waited += 20) await sleep(20)
    if (isRunning(pid)) process.kill(pid, 'SIGKILL')
  }
  await rm(file, { force: true })
}

async function commandLine(pid: number): Promise<string> {
  const linux = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (linux) return linux
  try {
    const { stdout } = await run('ps', ['-o', 'args=', '-p', String(pid)])
    return stdout
  } catch {
    return ''
  }
}
