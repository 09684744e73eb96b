import { createDecipheriv, scryptSync } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import { Zip } from './zip'

/** What the second line of a sealed archive says (docs/export.md). */
const Header = z.object({
  kdf: z.literal('scrypt'),
  N: z.number().int().max(131_072),
  r: z.number().int().max(8),
  p: z.number().int().max(4),
  salt: z.string(),
  cipher: z.literal('aes-256-gcm'),
  iv: z.string(),
})
const magic = 'LINLI-EXPORT 1\n'
const tagBytes = 16

/**
 * Opens an export, sealed or as the zip that was in it, for `work`; what was decrypted is gone afterwards. Throws when the
 * passphrase or a byte is wrong.
 */
export async function withArchive<T>(
  path: string,
  passphrase: () => Promise<string>,
  work: (zip: Zip) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'linli-ledger-'))
  try {
    const header = await headerOf(path)
    const clear = header === undefined ? path : join(dir, 'archive.zip')
    if (header !== undefined) await decrypt(path, header, await passphrase(), clear)
    const file = await open(clear)
    try {
      return await work(await Zip.open(file))
    } finally {
      await file.close()
    }
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The two lines at its beginning; undefined for a file that is not sealed. */
async function headerOf(path: string): Promise<string | undefined> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    const text = buffer.toString('latin1')
    return text.startsWith(magic) ? text.slice(0, text.indexOf('\n', magic.length) + 1) : undefined
  } finally {
    await file.close()
  }
}

async function decrypt(path: string, header: string, passphrase: string, to: string): Promise<void> {
  const { N, r, p, salt, iv } = Header.parse(JSON.parse(header.slice(magic.length)))
  const key = scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r })
  const { size } = await stat(path)
  const file = await open(path)
  const tag = Buffer.alloc(tagBytes)
  await file.read(tag, 0, tagBytes, size - tagBytes)
  await file.close()
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(header)).setAuthTag(tag)
  const sealed = createReadStream(path, { start: Buffer.byteLength(header), end: size - tagBytes - 1 })
  try {
    await pipeline(sealed, decipher, createWriteStream(to, { mode: 0o600 }))
  } catch (cause) {
    throw new Error('the passphrase is wrong, or the file is damaged', { cause })
  }
}
