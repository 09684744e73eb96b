/** Cuts a text file into its rows as its bytes come; nothing but the unfinished row is kept. Empty rows are left out. */
export class BillRows {
  #rest = ''
  readonly #decoder: TextDecoder

  constructor(
    readonly take: (row: string) => void,
    encoding: 'utf-8' | 'gb18030' = 'utf-8',
  ) {
    this.#decoder = new TextDecoder(encoding)
  }

  push(bytes: Uint8Array): void {
    this.#cut(this.#decoder.decode(bytes, { stream: true }))
  }

  end(): void {
    this.#cut(this.#decoder.decode())
    const rest = this.#rest
    this.#rest = ''
    this.#give(rest)
  }

  #cut(text: string): void {
    const all = this.#rest + text
    let from = 0
    for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
      this.#give(all.slice(from, all.charCodeAt(end - 1) === 13 ? end - 1 : end))
      from = end + 1
    }
    this.#rest = all.slice(from)
  }

  #give(row: string): void {
    if (row.trim() !== '') this.take(row)
  }
}
