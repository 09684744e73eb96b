import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../check/repository'
import { misfit, type Mutant } from './mutant'

/** What tests and simulation need of the repository. */
const parts = ['shared', 'functions', 'infra', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'serverless.yml']
const workspaces = ['shared', 'functions', 'infra']

/** A copy of the repository that is thrown away, with the packages of the original and workspaces of its own. */
export class Copy {
  readonly at = mkdtempSync(join(tmpdir(), 'linli-mutants-'))

  constructor() {
    for (const part of parts)
      cpSync(join(root, part), join(this.at, part), {
        recursive: true,
        filter: path => !/\/(node_modules|dist|\.cache|\.linli)$/.test(path),
      })
    const packages = join(this.at, 'node_modules')
    mkdirSync(join(packages, '@linli'), { recursive: true })
    for (const name of readdirSync(join(root, 'node_modules')))
      if (name !== '@linli' && name !== '.vite') symlinkSync(join(root, 'node_modules', name), join(packages, name))
    for (const name of workspaces) {
      symlinkSync(join(this.at, name), join(packages, '@linli', name))
      const own = join(root, name, 'node_modules')
      if (existsSync(own)) symlinkSync(own, join(this.at, name, 'node_modules'))
    }
  }

  /** With a fault in it while `work` runs. */
  async with<T>({ what, edits }: Mutant, work: () => Promise<T>): Promise<T> {
    const before = new Map(edits.map(({ file }) => [file, readFileSync(join(this.at, file), 'utf8')]))
    try {
      for (const edit of edits) {
        const path = join(this.at, edit.file)
        const text = readFileSync(path, 'utf8')
        const why = misfit(edit, text)
        if (why) throw new Error(`${what}: what is looked for in ${edit.file} ${why}`)
        writeFileSync(
          path,
          text.replace(edit.find, () => edit.replace),
        )
      }
      return await work()
    } finally {
      for (const [file, text] of before) writeFileSync(join(this.at, file), text)
    }
  }

  remove(): void {
    rmSync(this.at, { recursive: true, force: true })
  }
}
