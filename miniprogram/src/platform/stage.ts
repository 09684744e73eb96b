import { payTimeoutMs, PlatformProblem } from './problem'
import { answers, payloads, type StageAnswer, type StageKind, StageReply, type StageRequest } from './stage-protocol'

const outside = '这里不是微信，请从演示台打开这部手机'
const silent = '演示台没有回应，请刷新后再试'
let count = 0

/** Asks the stage around this frame. Undefined: the person said no. Throws PlatformProblem outside a stage, or on silence. */
export function askStage<K extends StageKind>(kind: K, payload: unknown): Promise<StageAnswer<K> | undefined> {
  if (window.parent === window) return Promise.reject(new PlatformProblem(outside))
  const request: StageRequest = {
    linli: 1,
    id: `${Date.now()}-${++count}`,
    kind,
    payload: payloads[kind].parse(payload),
  }
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      window.removeEventListener('message', listen)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new PlatformProblem(silent))
    }, payTimeoutMs)
    const listen = (event: MessageEvent<unknown>) => {
      if (event.origin !== window.location.origin || event.source !== window.parent) return
      const reply = StageReply.safeParse(event.data)
      if (!reply.success || reply.data.id !== request.id) return
      stop()
      resolve(reply.data.ok ? read(kind, reply.data.answer) : undefined)
    }
    window.addEventListener('message', listen)
    window.parent.postMessage(request, window.location.origin)
  })
}

/** The answer in the shape of its kind; a stage that answers anything else is treated as a "no". */
function read<K extends StageKind>(kind: K, answer: unknown): StageAnswer<K> | undefined {
  const parsed = answers[kind].safeParse(answer)
  return parsed.success ? ofKind<K>(parsed.data) : undefined
}

/** Holds because `read` parsed the value with the schema of this very kind, which TypeScript does not follow through K. */
// oxlint-disable-next-line typescript/consistent-type-assertions
const ofKind = <K extends StageKind>(answer: StageAnswer<StageKind>) => answer as StageAnswer<K>
