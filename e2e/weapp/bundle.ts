import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import * as z from 'zod'

const AppJson = z.object({
  pages: z.array(z.string()).min(1),
  subPackages: z.array(z.object({ root: z.string(), pages: z.array(z.string()) })).default([]),
  // Alipay's lists its tabs by another name.
  tabBar: z.object({ list: z.array(z.object({ pagePath: z.string(), text: z.string() })).default([]) }).optional(),
})
const ComponentJson = z.object({ usingComponents: z.record(z.string(), z.string()).default({}) }).loose()

/** One compiled mini-program: its app.json, its files, and its templates as one script of Tencent's own compiler. */
export class Bundle {
  readonly pages: string[]
  readonly tabs: string[]
  private readonly files: string[]

  constructor(readonly folder: string) {
    if (!existsSync(path.join(folder, 'app.json')))
      throw new Error(`no app.json in ${folder}: npm run build:weapp first`)
    const app = AppJson.parse(this.json('app.json'))
    this.pages = [
      ...app.pages,
      ...app.subPackages.flatMap(({ root, pages }) => pages.map(page => path.posix.join(root, page))),
    ]
    this.tabs = app.tabBar?.list.map(tab => tab.pagePath) ?? []
    this.files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map(file => file.split(path.sep).join('/'))
      .filter(file => statSync(path.join(folder, file)).isFile())
  }

  text = (file: string): string => readFileSync(path.join(this.folder, file), 'utf8')
  json = (file: string): unknown => JSON.parse(this.text(file))
  /** name → path of the components that a page or component uses. */
  componentsOf = (route: string): Record<string, string> =>
    existsSync(path.join(this.folder, `${route}.json`))
      ? ComponentJson.parse(this.json(`${route}.json`)).usingComponents
      : {}

  /** A stylesheet with its imports written in. */
  style(file: string, seen = new Set<string>()): string {
    if (seen.has(file) || !existsSync(path.join(this.folder, file))) return ''
    seen.add(file)
    return this.text(file).replace(/@import\s+["']([^"']+)["'];?/g, (_, name: string) =>
      this.style(path.posix.join(path.posix.dirname(file), name), seen),
    )
  }

  /** All .wxml and .wxs through `wcc` (npm miniprogram-compiler): a script that defines `$gwx(path)(data)`. */
  compileTemplates(): string {
    const wxml = this.files.filter(file => file.endsWith('.wxml'))
    const used = wxml.flatMap(file => {
      const names = Object.keys(this.componentsOf(file.replace(/\.wxml$/, '')))
      return names.length ? [[file, names.length, ...names].join(' ')] : []
    })
    const scripts = this.files.filter(file => file.endsWith('.wxs'))
    const args = ['-d', '-cc', [used.length, ...used].join(' '), ...wxml, ...scripts, '-gn', '$gwx']
    const result = spawnSync(wccBinary(), args, { cwd: this.folder, maxBuffer: 1 << 28, encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`wcc: ${result.stderr}`)
    return result.stdout
  }

  /** Bytes of the main package and of everything: what WeChat limits. */
  sizes(): { main: number; total: number; packages: Record<string, number> } {
    const roots = AppJson.parse(this.json('app.json')).subPackages.map(({ root }) => path.posix.join(root, '/'))
    const packages: Record<string, number> = Object.fromEntries(roots.map(root => [root, 0]))
    let main = 0
    for (const file of this.files) {
      const bytes = statSync(path.join(this.folder, file)).size
      const root = roots.find(start => file.startsWith(start))
      if (root) packages[root] = (packages[root] ?? 0) + bytes
      else main += bytes
    }
    return { main, total: Object.values(packages).reduce((sum, bytes) => sum + bytes, main), packages }
  }
}

/** Tencent's template compiler for this platform; the package ships its binaries without the execute bit. */
export function wccBinary(): string {
  const folder = path.dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json'))
  const files: Partial<Record<string, string>> = { darwin: 'mac/wcc', win32: 'windows/wcc.exe' }
  const file = files[process.platform] ?? 'linux/wcc'
  const binary = path.join(folder, 'bin', file)
  chmodSync(binary, 0o755)
  return binary
}
