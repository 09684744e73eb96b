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

/** `const Home = z.object({…})` becomes `const Home = late(() => z.object({…}))`; input and output of endpoints too. */
export function withLateShapes(source: string): string {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest)
  const shapes = file.statements.filter(ts.isVariableStatement).flatMap(shapesIn)
  if (shapes.length === 0) return source
  let text = helper
  let from = 0
  for (const shape of shapes) {
    const start = shape.getStart(file)
    text += `${source.slice(from, start)}/* @__PURE__ */ $late(() => (${source.slice(start, shape.end)}))`
    from = shape.end
  }
  return text + source.slice(from)
}

/** The shapes that a statement would build: its constants, and what is `input` or `output` of something. */
function shapesIn(statement: ts.VariableStatement): ts.Expression[] {
  const found: ts.Expression[] = []
  const visit = (node: ts.Node, inEndpoint: boolean): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && /^(in|out)put$/.test(node.name.text)) {
      if (isShape(node.initializer) || (inEndpoint && !ts.isIdentifier(node.initializer))) found.push(node.initializer)
    } else ts.forEachChild(node, child => visit(child, inEndpoint || isCallOf(node, /^endpoint$/)))
  }
  for (const { initializer } of statement.declarationList.declarations)
    if (initializer && isShape(initializer)) found.push(initializer)
    else if (initializer) visit(initializer, false)
  return found
}

const made = /^(array|discriminatedUnion|enum|looseObject|number|object|record|strictObject|string|tuple|union)$/
const derived = /^(extend|omit|pick)$/

/** Whether it is `z.object(…)`, `Home.extend(…)` or the like, with whatever is called on that, or is made of a shape's fields. */
function isShape(node: ts.Expression): boolean {
  if (isCallOf(node, /^projection$/)) return true
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'shape'
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  const { expression: on, name } = node.expression
  return ts.isIdentifier(on) ? (on.text === 'z' ? made : derived).test(name.text) : isShape(on)
}

const isCallOf = (node: ts.Node, name: RegExp): boolean =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && name.test(node.expression.text)
