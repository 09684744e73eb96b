import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Schema } from '@linli/shared/schema'
import { Book, emptyBook, Keys, newApp, newPushKeys } from './book'

export interface Store {
  keys: Keys
  book: Book
  /** Resolves once everything changed before the call is on disk. Calls made meanwhile share one write. */
  save(): Promise<void>
}

/** Opens `dir`, or a store that lives in memory alone. A file that does not fit its schema is an error, not a reset. */
export async function openStore(dir?: string): Promise<Store> {
  const fresh = (): Keys => ({
    app: newApp(),
    staffApp: newApp(),
    push: newPushKeys(),
    merchants: [],
  })
  if (!dir) return { keys: fresh(), book: emptyBook(), save: () => Promise.resolve() }
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const keysFile = join(dir, 'keys.json')
  const bookFile = join(dir, 'book.json')
  const store = { keys: (await read(keysFile, Keys)) ?? fresh(), book: (await read(bookFile, Book)) ?? emptyBook() }
  const files = [new JsonFile(keysFile, () => store.keys), new JsonFile(bookFile, () => store.book)]
  return { ...store, save: async () => void (await Promise.all(files.map(file => file.save()))) }
}

/** A file of a schema, if it is there. */
export async function read<T>(path: string, schema: Schema<T>): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : schema.parse(JSON.parse(text))
}

/** Writes beside the file and renames, one write at a time, and none when nothing changed. */
export class JsonFile {
  private written = ''
  private running: Promise<void> | undefined
  private waiting: Promise<void> | undefined

  constructor(
    private readonly path: string,
    private readonly value: () => unknown,
  ) {}

  save(): Promise<void> {
    if (!this.running) return this.start()
    this.waiting ??= this.running.catch(() => undefined).then(() => this.start())
    return this.waiting
  }

  private start(): Promise<void> {
    this.waiting = undefined
    this.running = this.write().finally(() => {
      this.running = undefined
    })
    return this.running
  }

  private async write(): Promise<void> {
    const text = JSON.stringify(this.value())
    const digest = createHash('sha256').update(text).digest('base64')
    if (digest === this.written) return
    await writeFile(`${this.path}.next`, text, { mode: 0o600 })
    await rename(`${this.path}.next`, this.path)
    this.written = digest
  }
}
