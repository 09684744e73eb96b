import { dirname, join, relative, sep } from 'node:path'

// The linter loads its plugins with plain Node, so this one file is JavaScript.

/** What each layer may import: other layers, and packages where the list is closed. */
const layers = {
  shared: { layers: ['shared'], packages: ['zod', 'dayjs'] },
  functions: { layers: ['functions', 'shared'] },
  miniprogram: { layers: ['miniprogram', 'shared'], builtin: false },
  admin: { layers: ['admin', 'shared'], builtin: false },
  infra: { layers: ['infra', 'functions', 'shared'] },
  e2e: { layers: ['e2e', 'infra', 'functions', 'shared'] },
}

/** Packages that only the named files know. */
const homes = {
  dayjs: /^shared\/src\/time(\.test)?\.ts$/,
  'wechatpay-node-v3': /^functions\/src\/payments\/wechat[a-z-]*(\.ts|\/.*)$/,
  'alipay-sdk': /^functions\/src\/payments\/alipay[a-z-]*(\.ts|\/.*)$/,
}

const isTest = file => /\.test\.tsx?$/.test(file) || /^(functions\/test|e2e)\//.test(file)
const packageOf = source =>
  source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/')
const domainOf = file => /^functions\/src\/([^/]+)\//.exec(file)?.[1]

/** The repository's path that an import names, without extension; undefined for a package. */
function targetOf(file, source) {
  if (source.startsWith('.')) return join(dirname(file), source).split(sep).join('/')
  const own = /^@linli\/([^/]+)\/(.+)$/.exec(source)
  if (!own) return undefined
  const [, layer, rest] = own
  const bare = layer === 'infra' || /^(entries|test)\//.test(rest)
  return bare ? `${layer}/${rest}` : `${layer}/src/${rest}`
}

/** Why `file` may not import `source`, or undefined. */
function refusal(file, source) {
  const layer = file.split('/')[0]
  const wall = layers[layer]
  if (!wall) return undefined
  const target = targetOf(file, source)
  if (target === undefined) return packageRefusal(file, layer, wall, source)
  const to = target.split('/')[0]
  if (!wall.layers.includes(to) && !(layer === 'functions' && to === 'infra' && isTest(file)))
    return `${layer} never imports ${to}`
  if (layer === 'functions' && file.startsWith('functions/src/') && !isTest(file)) {
    if (/^functions\/(entries|test)\//.test(target)) return 'functions/src never imports its entries or tests'
    const other = /^functions\/src\/([^/]+)\/store$/.exec(target)?.[1]
    const own = domainOf(file)
    if (other && own && own !== other) return `${own} calls a verb of ${other}, never its store`
  }
  return undefined
}

function packageRefusal(file, layer, wall, source) {
  const name = packageOf(source)
  const home = homes[name]
  if (home && layer !== 'infra' && !home.test(file)) return `${name} is known only to ${home.source}`
  if (isTest(file) || file.startsWith('miniprogram/config/')) return undefined
  if (wall.builtin === false && source.startsWith('node:')) return `${layer} runs where Node is not`
  if (wall.packages && !wall.packages.includes(name)) return `${layer} imports only ${wall.packages.join(', ')}`
  return undefined
}

const fileOf = context => relative(context.cwd, context.filename).split(sep).join('/')

const importWalls = {
  meta: { type: 'problem' },
  create(context) {
    const file = fileOf(context)
    const check = node => {
      const source = node.source?.value ?? node.argument?.literal?.value ?? node.argument?.value
      if (typeof source !== 'string') return
      const message = refusal(file, source)
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    }
  },
}

/** A file that only passes on what stands elsewhere hides where it stands. */
const noReExport = {
  meta: { type: 'problem' },
  create(context) {
    if (!/^(shared|functions)\//.test(fileOf(context))) return {}
    const report = node =>
      node.source && context.report({ node, message: 'import it where it stands: no barrels, no re-exports' })
    return { ExportAllDeclaration: report, ExportNamedDeclaration: report }
  },
}

/** Clock and chance come from the context, so that tests and the local clock can set them. */
const noAmbient = {
  meta: { type: 'problem' },
  create(context) {
    const file = fileOf(context)
    if (!/^(shared|functions)\/src\//.test(file) || isTest(file) || /^functions\/src\/(context|deps)\.ts$/.test(file))
      return {}
    const report = (node, use) => context.report({ node, message: `use ${use}` })
    return {
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'ctx.now()')
      },
      CallExpression(node) {
        if (node.callee.name === 'Date') report(node, 'ctx.now()')
      },
      MemberExpression(node) {
        const name = `${node.object.name ?? node.object.property?.name}.${node.property.name}`
        if (name === 'Date.now') report(node, 'ctx.now()')
        if (name === 'Math.random' || name === 'crypto.randomUUID') report(node, 'ctx.newId()')
      },
      ImportSpecifier(node) {
        if (node.imported.name === 'randomUUID') report(node, 'ctx.newId()')
      },
    }
  },
}

export default {
  meta: { name: 'linli' },
  rules: { 'import-walls': importWalls, 'no-re-export': noReExport, 'no-ambient': noAmbient },
}
