import type * as z from 'zod'

/**
 * What is wrong with one field, in a sentence that says what to do; used wherever its shape brings no sentence of its own.
 * zod's own words name types and operators, which nobody who fills in a form knows.
 */
export function fieldSentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return '这一项还没有填，请填写'
      return issue.expected === 'int' ? '请填写整数' : '这一项的格式不对，请重新填写'
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum, issue.inclusive)
    case 'too_big':
      return tooBig(issue.origin, issue.maximum, issue.inclusive)
    case 'not_multiple_of':
      return `请填写 ${issue.divisor} 的整数倍`
    case 'invalid_value':
    case 'invalid_union':
      return '请从可选的里面重新选'
    case 'unrecognized_keys':
      return '页面可能是旧的，请刷新后再试'
    default:
      return '这一项不对，请检查后重新填写'
  }
}

function tooSmall(origin: string, least: number | bigint, inclusive = true): string {
  if (origin === 'string') return least > 1 ? `请至少写 ${least} 个字` : '这一项还没有填，请填写'
  if (origin === 'array') return least > 1 ? `请至少选 ${least} 项` : '还没有选，请至少选一项'
  return inclusive ? `请填写不小于 ${least} 的数` : `请填写大于 ${least} 的数`
}

function tooBig(origin: string, most: number | bigint, inclusive = true): string {
  if (origin === 'string') return `最多 ${most} 个字，请写短一些`
  if (origin === 'array') return `一次最多 ${most} 项，请分几次`
  return inclusive ? `请填写不大于 ${most} 的数` : `请填写小于 ${most} 的数`
}
