import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'

/**
 * The form of an archive (docs/export.md): two lines of text, then AES-256-GCM of a zip, then its tag of 16 bytes. The
 * lines are authenticated with it; the key is the passphrase's by scrypt.
 */
const magic = 'LINLI-EXPORT 1'
const Header = z.strictObject({
  kdf: z.literal('scrypt'),
  N: z.number().int().min(1024).max(131_072),
  r: z.literal(8),
  p: z.number().int().min(1).max(4),
  salt: z.base64().max(64),
  cipher: z.literal('aes-256-gcm'),
  iv: z.base64().length(16),
})
const mostHeaderBytes = 512
const tagBytes = 16

/** OWASP's second choice: 32 MB at a time, so that a small function can do it. */
const cost = { N: 32_768, r: 8, p: 3 } as const

export function newHeader(): string {
  const [salt, iv] = [randomBytes(16), randomBytes(12)].map(bytes => bytes.toString('base64'))
  return `${magic}\n${JSON.stringify({ kdf: 'scrypt', ...cost, salt, cipher: 'aes-256-gcm', iv })}\n`
}

/** Throws exports.unreadable for another kind of file, and for a cost that would keep this machine busy. */
function parsed(header: string): z.infer<typeof Header> {
  const [first, second = ''] = header.split('\n')
  if (first !== magic) throw new AppError('exports.unreadable')
  try {
    return Header.parse(JSON.parse(second))
  } catch (cause) {
    throw new AppError('exports.unreadable', { cause })
  }
}

/** The key that a passphrase makes with this header: some 0.2 s of work. Throws exports.unreadable. */
export async function keyOf(passphrase: string, header: string): Promise<Buffer> {
  const { N, r, p, salt } = parsed(header)
  const options = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

/** Encrypts into a file as content comes; nothing of it touches the disk in clear. */
export function sealedFile(path: string, header: string, key: Uint8Array) {
  const { iv } = parsed(header)
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64')).setAAD(Buffer.from(header))
  const file = createWriteStream(path, { mode: 0o600 })
  // A disk may fail while nobody waits for it: whoever writes next hears of it.
  file.on('error', () => undefined)
  const write = async (bytes: Uint8Array) => {
    if (file.errored) throw file.errored
    if (!file.write(bytes)) await once(file, 'drain')
  }
  return {
    start: () => write(Buffer.from(header)),
    write: (bytes: Uint8Array) => write(cipher.update(bytes)),
    async end() {
      await write(cipher.final())
      await write(cipher.getAuthTag())
      file.end()
      await finished(file)
    },
  }
}

/** The two lines at the beginning. Throws exports.unreadable. */
export async function headerOf(source: Readable): Promise<string> {
  let text = ''
  for await (const chunk of source) {
    text += Buffer.from(chunk).toString('latin1')
    const end = text.indexOf('\n', text.indexOf('\n') + 1)
    if (end > 0 || text.length > mostHeaderBytes) {
      source.destroy()
      const header = text.slice(0, end + 1)
      parsed(header)
      return header
    }
  }
  throw new AppError('exports.unreadable')
}

/**
 * Decrypts an archive into a file of this process's own, and only then answers: a wrong passphrase, a missing end and a
 * changed byte all fail at the tag. Throws exports.unreadable.
 */
export async function openSealed(source: Readable, header: string, key: Uint8Array, path: string): Promise<void> {
  const { iv } = parsed(header)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(header))
  let toSkip = header.length
  let held = Buffer.alloc(0)
  const opening = new Transform({
    transform(chunk: Buffer, _, done) {
      const rest = chunk.subarray(Math.min(toSkip, chunk.length))
      toSkip -= chunk.length - rest.length
      held = Buffer.concat([held, rest])
      const sure = held.subarray(0, Math.max(0, held.length - tagBytes))
      held = held.subarray(sure.length)
      done(null, decipher.update(sure))
    },
    flush(done) {
      try {
        if (held.length < tagBytes) throw new AppError('exports.unreadable')
        done(null, decipher.setAuthTag(held).final())
      } catch (cause) {
        done(new AppError('exports.unreadable', { cause }))
      }
    },
  })
  await pipeline(source, opening, createWriteStream(path, { mode: 0o600 }))
}
