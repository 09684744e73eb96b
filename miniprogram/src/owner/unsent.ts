import type { Schema } from '@linli/shared/schema'
import { useState } from 'react'
import * as z from 'zod'
import { newKey } from '../api'
import { forget, forgetAll, keepIfRoom, readKept } from '../storage'
import { onTokenDropped } from '../token'

const prefix = 'linli.unsent.'
/** What was left for longer is about something else by now. */
const freshMs = 7 * 86_400_000

type Typed = { text: string }
const Kept = z.object({ form: z.unknown(), sendKey: z.string(), changedMs: z.number() })

/** `sendKey`: the same words sent twice, also by an app that was killed meanwhile, arrive once; other words have another. */
type Unsent<F> = { form: F; sendKey: string; changedMs: number }

export type UnsentForm<F> = {
  form: F
  sendKey: string
  /** It was there when the page opened. */
  isKept: boolean
  change: (to: Partial<F>) => void
  /** Sent, or not wanted. */
  clear: () => void
}

/** What somebody typed under this name and did not send: a step back, or an app that is killed, loses nothing of it. */
export function useUnsent<F extends Typed>(name: string, schema: Schema<F>, blank: F): UnsentForm<F> {
  const [kept] = useState(() => readUnsent(name, schema))
  const [isKept, setIsKept] = useState(kept !== undefined)
  const [unsent, setUnsent] = useState(kept ?? anew(blank))
  return {
    ...unsent,
    isKept,
    change: to => setUnsent(keepUnsent(name, { ...unsent.form, ...to })),
    clear: () => {
      setIsKept(false)
      setUnsent(keepUnsent(name, blank))
    },
  }
}

export function readUnsent<F extends Typed>(name: string, schema: Schema<F>): Unsent<F> | undefined {
  const kept = readKept(`${prefix}${name}`, Kept)
  const form = schema.safeParse(kept?.form)
  return kept && form.success && Date.now() - kept.changedMs < freshMs ? { ...kept, form: form.data } : undefined
}

/** Without a word in it there is nothing to keep. */
export function keepUnsent<F extends Typed>(name: string, form: F): Unsent<F> {
  const unsent = anew(form)
  if (form.text.trim() === '') forget(`${prefix}${name}`)
  else keepIfRoom(`${prefix}${name}`, unsent)
  return unsent
}

const anew = <F>(form: F): Unsent<F> => ({ form, sendKey: newKey(), changedMs: Date.now() })

onTokenDropped(reason => {
  if (reason === 'left') forgetAll(prefix)
})
