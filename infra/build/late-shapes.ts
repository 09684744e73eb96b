import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import ts from 'typescript'
import { root } from '../check/repository'
import { withLateVerbs } from './late-verbs'

/**
 * Building the shapes of a domain takes a third of its function's start, and a request needs a few of them. In a bundle
 * each shape of our own sources is built at its first use, and what nothing uses is dropped.
 */
export const lateShapes: Plugin = {
  name: 'late-shapes',
  setup(build) {
    build.onLoad({ filter: /\/(shared|functions)\/src\/.*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const contents = done.get(source) ?? withLateShapes(path.endsWith('routes.ts') ? withLateVerbs(source) : source)
      done.set(source, contents)
      return { contents, loader: 'ts' }
    })
  },
}

/** Most sources are in several bundles, which one process makes one after the other. */
const done = new Map<string, string>()

const helper = `import { late as $late } from '${join(root, 'infra/build/late')}'\n`

/**
 * `const Home = z.object({…})` becomes `const Home = late(() => z.object({…}))`; input and output of endpoints too. Their
 * summaries, which only the page for developers shows, become empty.
 */
export function withLateShapes(source: string): string {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest)
  const found = file.statements.filter(ts.isVariableStatement).flatMap(foundIn)
  if (found.length === 0) return source
  let text = helper
  let from = 0
  for (const { node, isSummary } of found) {
    const start = node.getStart(file)
    const own = source.slice(start, node.end)
    text += source.slice(from, start) + (isSummary ? "''" : `/* @__PURE__ */ $late(() => (${own}))`)
    from = node.end
  }
  return text + source.slice(from)
}

type Found = { node: ts.Expression; isSummary?: true }

/** The shapes that a statement would build: its constants, and what is `input` or `output` of something. */
function foundIn(statement: ts.VariableStatement): Found[] {
  const found: Found[] = []
  const visit = (node: ts.Node, inEndpoint: boolean): void => {
    const name = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : ''
    if (!ts.isPropertyAssignment(node) || !/^(input|output|summary)$/.test(name))
      return ts.forEachChild(node, child => visit(child, inEndpoint || isCallOf(node, /^endpoint$/)))
    const value = node.initializer
    if (name === 'summary' && inEndpoint) found.push({ node: value, isSummary: true })
    else if (name !== 'summary' && (isShape(value) || (inEndpoint && !ts.isIdentifier(value))))
      found.push({ node: value })
  }
  for (const { initializer } of statement.declarationList.declarations)
    if (initializer && isShape(initializer)) found.push({ node: initializer })
    else if (initializer) visit(initializer, false)
  return found
}

const made = /^(array|discriminatedUnion|enum|looseObject|number|object|record|strictObject|string|tuple|union)$/
const derived = /^(extend|omit|pick)$/
/** What makes a shape of ours: attributes of items, and what people type (plain-text.ts). */
const ours = /^(projection|visible|plainText|oneLine|reasonText)$/

/** Whether it is `z.object(…)`, `Home.extend(…)` or the like, with whatever is called on that, or is made of a shape's fields. */
function isShape(node: ts.Expression): boolean {
  if (isCallOf(node, ours)) return true
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'shape'
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  const { expression: on, name } = node.expression
  return ts.isIdentifier(on) ? (on.text === 'z' ? made : derived).test(name.text) : isShape(on)
}

const isCallOf = (node: ts.Node, name: RegExp): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && name.test(node.expression.text)
