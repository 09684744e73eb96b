import ts from 'typescript'

/**
 * `route(api.publish, publish)` becomes a route whose verb is imported with its first call: a function that starts reads
 * its addresses and shapes, and then the verbs that are asked for. Only verbs of the same domain that stand there by
 * their name alone, and are used for nothing else; the file is one that mounts routes.
 */
export function withLateVerbs(source: string): string {
  const file = ts.createSourceFile('routes.ts', source, ts.ScriptTarget.Latest)
  const uses = new Map<string, ts.Identifier[]>()
  const mounted = new Set<ts.Node>()
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    // In `api.publish` only `api` is a name of this file.
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression)
    if (ts.isIdentifier(node)) uses.set(node.text, [...(uses.get(node.text) ?? []), node])
    const [, verb] = ts.isCallExpression(node) && isRoute(node) ? node.arguments : []
    if (verb) mounted.add(verb)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const edits: { from: number; to: number; text: string }[] = []
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const { path, names } = besideIt(statement)
    const places = names.flatMap(name => uses.get(name) ?? [])
    // One that stays would bring the whole file along.
    if (places.length === 0 || !places.every(place => mounted.has(place))) continue
    edits.push({ from: statement.getStart(file), to: statement.end, text: '' })
    for (const place of places) {
      const text = `async (...$call) => (await import('${path}')).${place.text}(...$call)`
      edits.push({ from: place.getStart(file), to: place.end, text })
    }
  }
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), source)
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
