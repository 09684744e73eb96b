/** What Alipay refuses: `40004` is of the business, `40002` of the parameters, `20000` may be asked again. */
export class Refusal extends Error {
  constructor(
    readonly subCode: string,
    message: string,
    readonly code = '40004',
  ) {
    super(message)
  }
}
