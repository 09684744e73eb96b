import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from './report'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Paths, from the root, of every file that is tracked or about to be. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  return [...new Set(listed.split('\n'))].filter(file => file !== '' && existsSync(join(root, file)))
}

const largestBytes = 1024 * 1024

/** What must never be written into the repository. The patterns are split so that this file does not hold what it seeks. */
const forbidden: [what: string, pattern: RegExp][] = [
  ["a path of somebody's machine", /(^|[^\w./-])\/(work|farm|root|tmp|home|Users)\/[A-Za-z]/m],
  ['a Windows path', /\b[A-Z]:\\(Users|Windows)\b/],
  ['a registry address', /registry\.(npmjs|npmmirror|yarnpkg)|npmmirror\.com|["'`/](verdaccio|artifactory|nexus)\b/],
  ['a private network address', /https?:\/\/(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\\n'"`+]*[A-Za-z0-9+/]{40}/],
  ['a cloud key', /\bAKIA(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}\b/],
  ['an access token', /\b(ghp|gho|ghs|github_pat|xox[bp]|sk_live|npm)_[A-Za-z0-9]{20,}/],
]

/** Problems of one text file. */
export function textProblems(file: string, text: string): string[] {
  return forbidden.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file}: holds ${what}`)
}

export function repositoryProblems(files = repositoryFiles()): string[] {
  return files.flatMap(file => {
    const bytes = readFileSync(join(root, file))
    const heavy = bytes.length > largestBytes && file !== 'package-lock.json' ? [`${file}: larger than 1 MB`] : []
    return bytes.includes(0) ? heavy : [...heavy, ...textProblems(file, bytes.toString('utf8'))]
  })
}

await check(import.meta.url, 'repository', () => repositoryProblems())
