import { errorTable } from './error-table'

export type ErrorCode = keyof typeof errorTable

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code)
export const statusOf = (code: ErrorCode): number => errorTable[code][0]
export const sentenceOf = (code: ErrorCode): string => errorTable[code][1]

/** One wrong field: its path in the input and a sentence that says what to do. */
export type FieldProblem = { path: string; message: string }

/** A refusal that the caller may see. Anything else that is thrown is a 500 without detail. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: { fields?: FieldProblem[]; message?: string; cause?: unknown } = {},
  ) {
    super(details.message ?? sentenceOf(code), { cause: details.cause })
    this.name = 'AppError'
  }
}
