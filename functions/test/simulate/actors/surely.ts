import type { Endpoint, InputOf } from '@linli/shared/contract'
import type { Answered } from '../../../src/service'
import type { Random } from '../random'
import type { Caller } from '../../call'
import type { Town } from '../town'
import type { Being } from '../world'

/** Longer than any trouble lasts. */
const mostTries = 400

/** Under one key until the answer is there: what was done is done once. */
export async function surely<E extends Endpoint>(
  town: Town,
  chance: Random,
  me: Being & { who: Caller },
  what: string,
  endpoint: E,
  input: InputOf<E>,
): Promise<Answered> {
  const key = town.world.uuid()
  for (let tries = 0; ; tries++) {
    const answer = await town.call(me, what, endpoint, input, key)
    if (answer && answer.status < 500) return answer
    if (tries === mostTries) throw new Error(`${what}: ${answer?.body ?? 'never an answer'}`)
    await town.world.pause(chance.between(1000, 8000))
  }
}
