import { PlatformProblem } from './problem'
import type * as SavedFile from './saved-file'

const store = 'files'
const full = '照片没有存进手机，请清理手机空间后再拍'
const gone = '照片已经不在手机里，请再拍一张'

const database = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    // The phones of one origin share it; a name of a file is drawn for it alone.
    const asked = indexedDB.open('linli.files', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(store)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(new PlatformProblem(full))
  })

/** One request in a transaction of its own: answered once it is on the disk. */
async function inStore<T>(mode: IDBTransactionMode, ask: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const files = await database()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = files.transaction(store, mode)
      const request = ask(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(new PlatformProblem(full))
    })
  } finally {
    files.close()
  }
}

/** A browser gives a picture as a blob: address that dies with the page; its bytes stay in the browser's own database. */
export const savedFile: typeof SavedFile.savedFile = {
  async keep(path) {
    const bytes = await (await fetch(path)).blob()
    const name = `kept-${Date.now()}-${Math.random().toString(36).slice(2)}`
    await inStore('readwrite', files => files.put(bytes, name))
    return name
  },
  async open(path) {
    const bytes = await inStore<unknown>('readonly', files => files.get(path))
    if (!(bytes instanceof Blob)) throw new PlatformProblem(gone)
    return URL.createObjectURL(bytes)
  },
  forget(path) {
    inStore('readwrite', files => files.delete(path)).catch(() => undefined)
  },
}
