import { AppError } from '@linli/shared/errors'
import { placeRuleProblem } from '@linli/shared/imports/place-rule-check'
import { PlaceRule } from '@linli/shared/imports/settings'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { listRules, mostRules, ruleKey } from './settings-store'

/**
 * Makes or changes a rule of places; the next reading goes by it. Throws request.invalid beyond 500 rules, and for a rule
 * that cannot stand, with the sentence that says why.
 */
export async function putRule(ctx: Context, input: PlaceRule & { communityId: string }): Promise<PlaceRule> {
  const { communityId, ...given } = input
  const rule = PlaceRule.parse(given)
  const key = ruleKey(communityId, rule.ruleId)
  const others = (await listRules(ctx, communityId)).filter(({ ruleId }) => ruleId !== rule.ruleId)
  if (others.length >= mostRules)
    throw new AppError('request.invalid', { fields: [{ path: 'ruleId', message: `规则最多 ${mostRules} 条` }] })
  const problem = placeRuleProblem(rule, others)
  if (problem) throw new AppError('request.invalid', { fields: [problem] })
  const audit = auditItem(ctx, {
    communityId,
    action: 'imports.put_rule',
    objectType: 'import_rule',
    objectId: rule.ruleId,
    summary: `房名规则：${shown(rule.from)} → ${shown(rule.to)}`,
  })
  await ctx.db.transact([{ put: { ...key, ...rule } }, audit], audit.put)
  return rule
}

/** Throws record.not_found. */
export async function deleteRule(
  ctx: Context,
  { communityId, ruleId }: { communityId: string; ruleId: string },
): Promise<Record<string, never>> {
  const key = ruleKey(communityId, ruleId)
  const rule = await ctx.db.get(key, PlaceRule)
  if (!rule) throw new AppError('record.not_found')
  const audit = auditItem(ctx, {
    communityId,
    action: 'imports.delete_rule',
    objectType: 'import_rule',
    objectId: ruleId,
    summary: `删除房名规则：${shown(rule.from)}`,
  })
  await ctx.db.transact([{ delete: key, if: { ruleId } }, audit], audit.put)
  return {}
}

/** A record's text holds nothing that looks like an id. */
const shown = (text: string) => (text.length > 15 ? `${text.slice(0, 12)}…` : text)
