import { join } from 'node:path'
import ts from 'typescript'
import { root } from '../check/repository'

/**
 * `route(api.publish, publish)` becomes a route that imports what it calls with its first call: a function that starts
 * reads its addresses and shapes, and then the verbs that are asked for. Whether a verb stands there by its name or is
 * called by a handler written in place; only from files of the same domain, and nothing that is used outside handlers.
 */
export function withLateVerbs(source: string): string {
  const file = ts.createSourceFile('routes.ts', source, ts.ScriptTarget.Latest)
  const uses = new Map<string, ts.Identifier[]>()
  const handlers: ts.Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    // In `api.publish` only `api` is a name of this file.
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression)
    if (ts.isIdentifier(node)) uses.set(node.text, [...(uses.get(node.text) ?? []), node])
    const [, handler] = ts.isCallExpression(node) && isRoute(node) ? node.arguments : []
    if (handler) handlers.push(handler)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const edits: Edit[] = []
  const late = new Map<ts.Expression, Late[]>()
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const { path, names } = besideIt(statement)
    const places = names.flatMap(name => uses.get(name) ?? [])
    const within = places.map(place => handlers.find(handler => handler.pos <= place.pos && place.end <= handler.end))
    // One that stays would bring the whole file along.
    if (places.length === 0 || within.includes(undefined)) continue
    edits.push({ from: statement.getStart(file), to: statement.end, text: '' })
    for (const handler of new Set(within)) {
      const own = names.filter(name => places.some((place, i) => within[i] === handler && place.text === name))
      if (handler) late.set(handler, [...(late.get(handler) ?? []), { path, names: own }])
    }
  }
  for (const [handler, imports] of late) edits.push(...importing(file, handler, imports))
  if (edits.length === 0) return source
  const text = edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((done, edit) => done.slice(0, edit.from) + edit.text + done.slice(edit.to), source)
  return helper + text
}

const helper = `import { lateVerb as $lateVerb } from '${join(root, 'infra/build/late')}'\n`

type Edit = { from: number; to: number; text: string }
type Late = { path: string; names: string[] }

/** Puts a handler into one that is made, with what it imports, by its first call. */
function importing(file: ts.SourceFile, handler: ts.Expression, imports: Late[]): Edit[] {
  const loads = imports.map(({ path, names }) => `const { ${names.join(', ')} } = await import('${path}');`).join(' ')
  return [
    { from: handler.getStart(file), to: handler.getStart(file), text: `$lateVerb(async () => { ${loads} return ` },
    { from: handler.end, to: handler.end, text: ' })' },
  ]
}

/** The names that a statement imports from a file beside this one; none when one of them comes under another name. */
function besideIt({ importClause, moduleSpecifier }: ts.ImportDeclaration): { path: string; names: string[] } {
  const path = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : ''
  const named = importClause?.namedBindings
  const elements = named && ts.isNamedImports(named) && path.startsWith('./') ? named.elements : []
  const plain = elements.every(({ isTypeOnly, propertyName }) => !isTypeOnly && !propertyName)
  return { path, names: plain ? elements.map(({ name }) => name.text) : [] }
}

const isRoute = ({ expression }: ts.CallExpression): boolean =>
  ts.isIdentifier(expression) && expression.text === 'route'
