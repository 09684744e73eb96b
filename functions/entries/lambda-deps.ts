import { makeDeps } from '../src/deps'
import { parseEnv } from '../src/env'

/** What every call of one instance shares. */
export const deps = makeDeps(parseEnv(process.env))

/** Nothing is left under way when the instance freezes. */
export const atRest = () => Promise.all([deps.outbox.flush(), deps.live.settled()])
