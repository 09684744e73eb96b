import * as z from 'zod'
import { PlaceRule } from './settings'

/** Names of places of one shape that no room was found for, and what may explain them. */
export const PlaceGroup = z.object({
  shape: z.string(),
  rows: z.number().int(),
  names: z.number().int(),
  examples: z.array(z.string()),
  proposal: z
    .object({
      rule: PlaceRule.omit({ ruleId: true }),
      sentence: z.string(),
      rows: z.number().int(),
      doubt: z.string().optional(),
    })
    .optional(),
})
export type PlaceGroup = z.infer<typeof PlaceGroup>

/** What one rule does to this file: how many rows, the first names, and names that would be rooms without it. */
export const RuleUse = z.object({
  ruleId: z.string(),
  rows: z.number().int(),
  examples: z.array(z.object({ name: z.string(), meaning: z.string() })),
  overrides: z.number().int(),
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
