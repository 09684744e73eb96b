/** Work in a bounded number of lanes; the first failure stops whoever adds more or waits for the end. */
export class Lanes {
  readonly #running = new Set<Promise<void>>()
  #failure: { error: unknown } | undefined

  constructor(readonly width: number) {}

  /** Starts the work as soon as a lane is free. */
  async add(work: () => Promise<unknown>): Promise<void> {
    while (this.#running.size >= this.width && !this.#failure) await Promise.race(this.#running)
    this.#check()
    const run: Promise<void> = work()
      .then(
        () => {},
        (error: unknown) => {
          this.#failure ??= { error }
        },
      )
      .finally(() => this.#running.delete(run))
    this.#running.add(run)
  }

  /** Waits until all work added so far has ended. Throws its first failure. */
  async drained(): Promise<void> {
    await Promise.all(this.#running)
    this.#check()
  }

  #check() {
    if (this.#failure) throw this.#failure.error
  }
}
