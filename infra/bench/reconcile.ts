import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBill } from './reconcile-bill'
import { comparedLines, splitLines } from './reconcile-sides'
import type { Figure } from './figure'
import { inTurns } from './rounds'

const lines = 200_000
const rounds = 7

/**
 * Lines a second of a day's comparison (the file streamed, hashed, parsed, totalled and held to as many settlements) ÷
 * reading the same file and splitting it into its cells, in one process.
 */
export async function reconcileLines(say: (line: string) => void): Promise<Figure[]> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-bill-'))
  try {
    const path = join(dir, 'bill.csv')
    const bytes = await writeBill(path, lines)
    say(`a bill of ${lines} lines, ${Math.round(bytes / 1_000_000)} MB, ${rounds} rounds`)
    const measured = await inTurns(
      rounds,
      () => rateOf(() => comparedLines(path, lines)),
      () => rateOf(() => splitLines(path)),
      say,
    )
    return [{ name: 'reconcile', unit: 'lines/s', ...measured }]
  } finally {
    await rm(dir, { recursive: true })
  }
}

async function rateOf(work: () => Promise<number>): Promise<number> {
  const start = performance.now()
  const found = await work()
  if (found !== lines) throw new Error(`${found} lines of ${lines}`)
  return lines / ((performance.now() - start) / 1000)
}
