import { CFB } from '@e965/xlsx'
import * as z from 'zod'
import { WorkbookRefused } from './workbook-refused'

/** Records of the workbook stream that say what the parser does not ([MS-XLS] 2.4). */
const [BOF, EOF, FILEPASS, BOUNDSHEET, ROW, COLINFO] = [0x0809, 0x000a, 0x002f, 0x0085, 0x0208, 0x007d]
const OLD_BOFS = [0x0009, 0x0209, 0x0409]
const MACRO_SHEETS = [1, 6]

/** What an .xls hides, by the position of its sheets: rows as a person sees them, columns from 0. */
export type HiddenParts = { hiddenRows: Set<number>; hiddenColumns: Set<number> }

/** The package's own reader of compound files, which its types leave open. */
const Compound = z.object({
  read: z.custom<(bytes: Buffer, options: { type: 'buffer' }) => unknown>(read => typeof read === 'function'),
})
const Shell = z.object({
  FullPaths: z.array(z.string()),
  FileIndex: z.array(z.object({ content: z.custom<Uint8Array>(content => content instanceof Uint8Array).optional() })),
})

/**
 * Looks through an .xls before it is parsed. Throws WorkbookRefused for a password, for macros (a VBA storage, an Excel 4
 * macro sheet), for Excel 4 and older, and for a compound file that is no workbook.
 */
export function inspectXls(bytes: Buffer): HiddenParts[] {
  const { FullPaths, FileIndex } = openShell(bytes)
  const names = FullPaths.map(path => path.replace(/^[^/]*\//, '').replace(/\/$/, ''))
  if (names.includes('EncryptedPackage')) throw new WorkbookRefused('encrypted')
  if (names.some(name => /^(?:_VBA_PROJECT_CUR|VBA|Macros)(?:\/|$)/i.test(name))) throw new WorkbookRefused('macros')
  const at = names.findIndex(name => /^(?:Workbook|Book)$/i.test(name))
  const content = FileIndex[at]?.content
  if (!content) throw new WorkbookRefused('not_a_workbook')
  return inspectStream(Buffer.from(content.buffer, content.byteOffset, content.byteLength))
}

function openShell(bytes: Buffer): z.infer<typeof Shell> {
  try {
    return Shell.parse(Compound.parse(CFB).read(bytes, { type: 'buffer' }))
  } catch {
    throw new WorkbookRefused('damaged')
  }
}

function inspectStream(stream: Buffer): HiddenParts[] {
  if (OLD_BOFS.includes(stream.readUInt16LE(0))) throw new WorkbookRefused('old_xls')
  const starts = new Map<number, HiddenParts>()
  const sheets: HiddenParts[] = []
  let current: HiddenParts | undefined
  for (let at = 0; at + 4 <= stream.length; ) {
    const [type, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)]
    const body = at + 4
    if (body + length > stream.length) break
    if (type === FILEPASS) throw new WorkbookRefused('encrypted')
    if (type === BOUNDSHEET) {
      if (MACRO_SHEETS.includes(stream.readUInt8(body + 5))) throw new WorkbookRefused('macros')
      const parts = { hiddenRows: new Set<number>(), hiddenColumns: new Set<number>() }
      sheets.push(parts)
      starts.set(stream.readUInt32LE(body), parts)
    }
    if (type === BOF) current = starts.get(at) ?? current
    if (type === EOF) current = undefined
    if (type === ROW && length >= 16 && (stream.readUInt8(body + 12) & 0x20) !== 0)
      current?.hiddenRows.add(stream.readUInt16LE(body) + 1)
    if (type === COLINFO && length >= 10 && (stream.readUInt8(body + 8) & 1) !== 0)
      for (let column = stream.readUInt16LE(body); column <= Math.min(255, stream.readUInt16LE(body + 2)); column++)
        current?.hiddenColumns.add(column)
    at = body + length
  }
  return sheets
}
