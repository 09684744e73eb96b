import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import * as z from 'zod'
import { check } from './report'
import { repositoryFiles, root } from './repository'

/** npm's own words, which need no script of ours. */
const npmOwn = ['ci', 'install', 'audit', 'exec', 'ls', 'run']

/** Made by a build or a run, so named in documents though never tracked. */
const made = /^(\.linli|\.serverless|\.cache|node_modules|.*\/dist)(\/|$)/

/** Every path and npm command that a document names and that is not among `files` and `scripts`. */
export function docProblems(document: string, text: string, scripts: string[], files: string[]): string[] {
  const exists = (path: string) =>
    [normalize(path), join(dirname(document), path)].some(
      wanted => files.includes(wanted) || files.some(file => file.startsWith(`${wanted.replace(/\/$/, '')}/`)),
    )
  const isMissing = (code: string) => {
    if (made.test(code) || /[*<>{}\s]/.test(code)) return false
    if (/^[\w.-]+\.(ts|tsx|js|json|yml|md)$/.test(code)) return !files.some(file => file.split('/').at(-1) === code)
    const top = code.replace(/^\.\.?\//, '').split('/')[0]
    return code.includes('/') && files.some(file => file.startsWith(`${top}/`)) && !exists(code)
  }
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  const codes = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  const fenced = [...text.matchAll(/^```.*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
  const commands = [...codes, ...fenced].flatMap(code =>
    [...code.matchAll(/\bnpm (?:(?:run|start|test|ci) ?)?(?:-s )?[a-z0-9:-]*/g)].map(([command]) => command),
  )
  const missing = [
    ...links.filter(target => !/^[a-z]+:/.test(target) && !made.test(target) && !exists(target)),
    ...codes.filter(isMissing),
    ...commands.filter(command => !knowsCommand(command, scripts)),
  ]
  return [...new Set(missing)].map(name => `${document}: ${name} does not exist`)
}

function knowsCommand(command: string, scripts: string[]): boolean {
  const [, first = '', ...rest] = command.trim().split(/\s+/)
  const script = first === 'run' ? rest.find(word => !word.startsWith('-')) : first
  if (script === undefined || script === '') return true
  return scripts.includes(script) || (first !== 'run' && npmOwn.includes(script))
}

const Package = z.object({ scripts: z.record(z.string(), z.string()) })

await check(import.meta.url, 'docs', () => {
  const { scripts } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  const files = repositoryFiles()
  return files
    .filter(file => /^(README\.md|docs\/.*\.md)$/.test(file))
    .flatMap(file => docProblems(file, readFileSync(join(root, file), 'utf8'), Object.keys(scripts), files))
})
