import * as z from 'zod'
import { PlaceRule } from './settings'

/** A name and what a rule makes of it: codes joined by 、, or an empty text where there is no room on purpose. */
export const RuleExample = z.object({ name: z.string(), meaning: z.string() })
export type RuleExample = z.infer<typeof RuleExample>

/** A rule that would explain names: in how many rows, the first of them, and what speaks against taking it unseen. */
export const PlaceProposal = z.object({
  rule: PlaceRule.omit({ ruleId: true }),
  sentence: z.string(),
  rows: z.number().int(),
  examples: z.array(RuleExample),
  doubt: z.string().optional(),
})
export type PlaceProposal = z.infer<typeof PlaceProposal>

/** Names of places of one shape (`商用-B座####`) that no room was found for, and what may explain them. */
export const PlaceGroup = z.object({
  shape: z.string(),
  rows: z.number().int(),
  names: z.number().int(),
  examples: z.array(z.string()),
  proposal: PlaceProposal.optional(),
})
export type PlaceGroup = z.infer<typeof PlaceGroup>

/** What one rule does to this file: rows, the first names, and rows that would be other known rooms without it. */
export const RuleUse = z.object({
  ruleId: z.string(),
  rows: z.number().int(),
  examples: z.array(RuleExample),
  overrides: z.number().int(),
  /** Rows that it speaks of, but that are no room by it. */
  missed: z.number().int(),
  /** Rows that it and another rule explain differently; neither is applied. */
  conflicts: z.number().int(),
})
export type RuleUse = z.infer<typeof RuleUse>

/** How the names of places of one file were read; the groups by frequency, at most 100. */
export const PlaceReport = z.object({
  matchedRows: z.number().int(),
  notARoomRows: z.number().int(),
  refusedRows: z.number().int(),
  rules: z.array(RuleUse),
  groups: z.array(PlaceGroup),
})
export type PlaceReport = z.infer<typeof PlaceReport>
