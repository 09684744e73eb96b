import type { Estate } from './estate'
import { liveRequest } from './live-api'
import { makeMy } from './my'
import { type RunnerOptions, WeappRunner } from './runner'

/** `lost`: paid, and the phone says that it is being worked on; `silent`: paid, and it never says anything. */
export type AlipayWill = { decision: 'approve' | 'cancel' | 'refuse' | 'lost' | 'silent' }

type Options = Pick<RunnerOptions, 'storage' | 'system' | 'timerSpeed'> & {
  /** What the person does with the payment, as it stands at each tap. */
  will?: AlipayWill
  /** Of the person in Alipay; the register may know it. */
  phone: string
  /** Whether they let the number be known. */
  agrees?: () => boolean
}

/** One resident's phone: the compiled Alipay app on the live stack, with Alipay as the local gateway plays it. */
export class AlipayPhone extends WeappRunner {
  constructor(
    { stack }: Pick<Estate, 'stack'>,
    folder: string,
    user: string,
    { will = { decision: 'approve' }, phone, agrees = () => true, ...rest }: Options,
  ) {
    const { control } = stack.alipay
    const request = liveRequest(stack.url)
    super(folder, {
      ...rest,
      around: { global: 'my', make: makeMy, provide: { navigator: { swuserAgent: 'AlipayClient' } } },
      stubs: {
        // Alipay says headers and status where WeChat says header and statusCode.
        request: async options => {
          const { statusCode, header, ...answer } = Object(await request({ ...options, header: options.headers }))
          return { ...answer, status: statusCode, headers: header }
        },
        getAuthCode: () => control.authCode({ user }),
        getAuthorize: agrees,
        getPhoneNumber: () => control.phoneNumber(phone),
        tradePay: ({ tradeNO }) => {
          const { decision } = will
          const heard = control.tradePay({
            tradeNO: String(tradeNO),
            user,
            decision: decision === 'silent' ? 'approve' : decision,
          })
          return decision === 'silent' ? new Promise(() => undefined) : heard
        },
      },
    })
  }
}
