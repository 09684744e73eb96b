/** An `{ errcode, errmsg }` answer of the mini-program's server interfaces. */
export class MiniError extends Error {
  constructor(
    readonly errcode: number,
    errmsg: string,
  ) {
    super(errmsg)
  }
}
