import { useState } from 'react'
import { type Problem, toProblem } from './problems'

export type Act = {
  /** The name of what is under way; its button says so and takes no second tap. */
  busy: string | undefined
  /** Why the last one did not succeed; stays on the page. */
  problem: Problem | undefined
  run: (name: string, work: () => Promise<unknown>) => void
  clear: () => void
}

/** What a person does on a page, one thing at a time. */
export function useAct(): Act {
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const start = async (name: string, work: () => Promise<unknown>) => {
    setBusy(name)
    setProblem(undefined)
    await work().catch((thrown: unknown) => setProblem(toProblem(thrown)))
    setBusy(undefined)
  }
  return { busy, problem, run: (name, work) => void start(name, work), clear: () => setProblem(undefined) }
}
