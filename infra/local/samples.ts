import { OfficeRole } from '@linli/shared/permissions'
import * as z from 'zod'
import type { StateDir } from './state-dir'

const SampleCode = z.object({ title: z.string(), text: z.string() })
export type SampleCode = z.infer<typeof SampleCode>

/** The people of the sample estate, with what signs them in on this machine. */
export const Samples = z.object({
  communityId: z.string(),
  /** The collecting entity: what the payment sheet names. */
  merchant: z.string(),
  staff: z.array(
    z.object({
      role: OfficeRole,
      title: z.string(),
      name: z.string(),
      username: z.string(),
      password: z.string(),
      totpSecret: z.string(),
    }),
  ),
  residents: z.array(z.object({ user: z.string(), name: z.string(), phone: z.string(), about: z.string() })),
  /** What hangs in public places: what its code says. */
  codes: z.array(SampleCode).default([]),
  /** `user`: their WeChat in the staff's mini-program. */
  field: z.array(z.object({ user: z.string(), name: z.string(), about: z.string() })).default([]),
})
export type Samples = z.infer<typeof Samples>

export async function readSamples(state: StateDir): Promise<Samples | undefined> {
  const kept = Samples.safeParse(await state.readJson('samples.json'))
  return kept.success ? kept.data : undefined
}

export const keepSamples = (state: StateDir, samples: Samples): Promise<void> =>
  state.writeJson('samples.json', samples)
