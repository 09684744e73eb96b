import { isDateFormat } from './cell-number'
import { WorkbookRefused } from './workbook-refused'
import { attribute, xmlText } from './xml-text'
import type { ZipArchive } from './zip-archive'

/** A part's bytes as text, one character each; an unknown part is empty. */
type Parts = (path: string) => string

export type XlsxBook = {
  /** `path` is undefined for a sheet without cells: a chart. */
  sheets: { name: string; hidden: boolean; path: string | undefined }[]
  is1904: boolean
  strings: string[]
  /** By the number of a cell's style: whether its numbers are dates. */
  dateStyles: boolean[]
}

/** What an .xlsx says of itself before its sheets: their names and parts, its shared texts, which styles are dates. */
export function readXlsxBook(zip: ZipArchive, types: string): XlsxBook {
  const part: Parts = path => zip.read(path)?.toString('latin1') ?? ''
  const main = tags(types, 'Override').find(tag => attribute(tag, 'ContentType')?.includes('sheet.main+xml'))
  const path = (main && attribute(main, 'PartName')?.replace(/^\//, '')) ?? 'xl/workbook.xml'
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const book = part(path)
  const related = tags(part(`${folder}_rels/${path.slice(folder.length)}.rels`), 'Relationship').map(tag => ({
    id: attribute(tag, 'Id'),
    type: attribute(tag, 'Type')?.replace(/^.*\//, ''),
    path: resolve(folder, attribute(tag, 'Target') ?? ''),
  }))
  const of = (type: string) => part(related.find(one => one.type === type)?.path ?? '')
  const sheets = tags(book, 'sheet').map(tag => {
    const target = related.find(({ id }) => id === attribute(tag, 'id'))
    const state = attribute(tag, 'state') ?? 'visible'
    const isSheet = target?.type === 'worksheet'
    return {
      name: xmlText(attribute(tag, 'name') ?? ''),
      hidden: state !== 'visible',
      path: isSheet ? target.path : undefined,
    }
  })
  if (sheets.length === 0) throw new WorkbookRefused('damaged')
  const is1904 = /^(?:1|true)$/.test(attribute(tags(book, 'workbookPr')[0] ?? '', 'date1904') ?? '')
  return { sheets, is1904, strings: sharedStrings(of('sharedStrings')), dateStyles: dateStyles(of('styles')) }
}

/** The tags of this name, with whatever prefix, as they open. */
export function tags(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'g'))].map(([tag]) => tag)
}

/** The text of an element that may be cut into runs; what only helps to pronounce it is left out. */
export function richText(xml: string): string {
  const spoken = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml
  let text = ''
  for (const [, run] of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += run ?? ''
  return xmlText(text)
}

function sharedStrings(xml: string): string[] {
  const found: string[] = []
  for (const [, item] of xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g))
    found.push(item === undefined ? '' : richText(item).trim())
  return found
}

/** Formats 14 to 17 and 22 are dates everywhere, 27 to 31, 36 and 50 to 58 in Chinese Excel (ECMA-376 18.8.30). */
function dateStyles(xml: string): boolean[] {
  const own = new Map(tags(xml, 'numFmt').map(tag => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode') ?? '']))
  const inCells = /<(?:\w+:)?cellXfs[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? ''
  return tags(inCells, 'xf').map(tag => {
    const id = attribute(tag, 'numFmtId') ?? '0'
    const number = Number(id)
    const isBuiltIn = (number >= 14 && number <= 17) || number === 22
    const isChinese = (number >= 27 && number <= 31) || number === 36 || (number >= 50 && number <= 58)
    const code = own.get(id)
    return code === undefined ? isBuiltIn || isChinese : isDateFormat(xmlText(code))
  })
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}
