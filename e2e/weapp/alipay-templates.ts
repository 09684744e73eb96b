import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod'

/** How deep a page's elements are nested at most. */
const levels = 30
const AppJson = z.looseObject({
  tabBar: z.object({ items: z.array(z.object({ pagePath: z.string(), name: z.string() })) }),
})

/**
 * A copy of Alipay's compiled app whose templates are written as WeChat's, so that Tencent's compiler reads them: the
 * scripts are untouched. What it proves of axml is what both dialects share; Alipay's own compiler is in no package.
 */
export function inWechatDialect(folder: string): { folder: string; remove: () => void } {
  const copy = mkdtempSync(path.join(tmpdir(), 'linli-alipay-'))
  cpSync(folder, copy, { recursive: true })
  for (const file of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    const at = path.join(copy, file)
    const put = (ending: string, change: (text: string) => string) =>
      writeFileSync(at.replace(/\.\w+$/, ending), change(readFileSync(at, 'utf8')))
    if (file.endsWith('.axml')) put('.wxml', file === 'base.axml' ? unrolled : dialect)
    if (file.endsWith('.sjs')) put('.wxs', text => text.replace('export default', 'module.exports ='))
    if (file.endsWith('.acss')) put('.wxss', text => text.replaceAll('.acss', '.wxss'))
  }
  const app = AppJson.parse(JSON.parse(readFileSync(path.join(copy, 'app.json'), 'utf8')))
  const list = app.tabBar.items.map(({ pagePath, name }) => ({ pagePath, text: name }))
  writeFileSync(path.join(copy, 'app.json'), JSON.stringify({ ...app, tabBar: { list } }))
  return { folder: copy, remove: () => rmSync(copy, { recursive: true, force: true }) }
}

const dialect = (text: string): string =>
  text
    .replace(/<import-sjs name="(\w+)" from="([^"]+)\.sjs" \/>/g, '<wxs module="$1" src="$2.wxs" />')
    .replaceAll('.axml', '.wxml')
    .replace(/\ba:(\w)/g, 'wx:$1')
    .replace(/\bon([A-Z]\w*)=/g, (_, name: string) => `bind${name.toLowerCase()}=`)
    .replace(/\bcatch([A-Z]\w*)=/g, (_, name: string) => `catch${name.toLowerCase()}=`)

/** Alipay's templates may call themselves, WeChat's may not: each level of a page gets templates of its own. */
function unrolled(text: string): string {
  const [head = '', ...templates] = dialect(text).split(/(?=<template name="tmpl_0_)/)
  const at = (level: number) =>
    templates
      .join('')
      .replaceAll('name="tmpl_0_', `name="tmpl_${level}_`)
      .replaceAll("'tmpl_0_'", `'tmpl_${level}_'`)
      .replaceAll('xs.a(0,', `xs.a(${level + 1},`)
  return head + Array.from({ length: levels }, (_, level) => at(level)).join('')
}
