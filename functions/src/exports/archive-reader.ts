import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { kindOf, Manifest, manifestPath, sha256Of } from './manifest'
import type { Part } from './part'
import { allParts } from './parts'
import type { ZipReader } from './zip-reader'

const mostManifest = 16_000_000
const again = /-again$/

/** An archive that was opened: what it says of itself, and its records by kind. */
export class ArchiveReader {
  private constructor(
    readonly zip: ZipReader,
    readonly manifest: Manifest,
  ) {}

  /** Throws exports.damaged when manifest and files are not of each other. */
  static async open(zip: ZipReader): Promise<ArchiveReader> {
    const manifest = Manifest.safeParse(parseJson((await zip.read(manifestPath, mostManifest)).toString()))
    if (!manifest.success)
      throw new AppError('exports.damaged', { message: '这个文件的清单读不懂，可能来自更新的版本' })
    const told = [manifestPath, ...manifest.data.parts.map(({ path }) => path)].toSorted()
    const isSame = JSON.stringify(told) === JSON.stringify(zip.names.toSorted())
    const isKnown = manifest.data.parts.every(({ path }) => partOf(kindOf(path)))
    if (!isSame || !isKnown) throw new AppError('exports.damaged')
    return new ArchiveReader(zip, manifest.data)
  }

  /** The pieces of one kind in their order. */
  pathsOf(kind: string): string[] {
    return this.manifest.parts.flatMap(({ path }) => (kindOf(path) === kind ? [path] : []))
  }

  /** The records of a piece, held to the manifest and to their shape. Throws exports.damaged, naming the piece. */
  async records(path: string): Promise<unknown[]> {
    const told = this.manifest.parts.find(each => each.path === path)
    const part = partOf(kindOf(path))
    if (!told || !part) throw new AppError('exports.damaged')
    const content = await this.zip.read(path, told.bytes)
    const lines = content.toString().split('\n').slice(0, -1)
    const records = z.array(part.record).safeParse(lines.map(parseJson))
    if (sha256Of(content) !== told.sha256 || lines.length !== told.records || !records.success)
      throw new AppError('exports.damaged', { message: `${path} 和清单对不上，没有写入任何内容` })
    return records.data
  }
}

/** `bills-again` are bills. */
export const partOf = (kind: string): Part | undefined => allParts.find(({ name }) => name === kind.replace(again, ''))

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('exports.damaged', { cause })
  }
}
