/** An error answer of WeChat Pay v3: `{ code, message, detail? }` with its HTTP status. */
export class PayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: Record<string, unknown>,
  ) {
    super(message)
  }
}

export function paramError(field: string, issue: string, value: unknown = ''): PayError {
  return new PayError(400, 'PARAM_ERROR', `输入源“/body/${field}”校验失败: ${issue}`, {
    field: `/body/${field}`,
    value,
    issue,
    location: 'body',
  })
}
