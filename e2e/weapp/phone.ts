import type { PayInput } from '@linli/infra/local/wechat/phone'
import { weappOwner } from './build'
import type { Estate } from './estate'
import { liveDownload, liveRequest, liveUpload } from './live-api'
import { type RunnerOptions, WeappRunner } from './runner'
import { takenPath } from './wx'

export type Decision = PayInput['decision'] | 'lost'

type Picture = { kind: 'image' | 'video'; bytes: Uint8Array }

export type PhoneOptions = Pick<RunnerOptions, 'storage' | 'system' | 'timerSpeed' | 'stubs'> & {
  /** What the person does with the payment sheet, as it stands at each tap; `lost`: pays, and the phone never answers. */
  will?: { decision: Decision }
  /** Uploads wait for it: a slow network. */
  line?: () => Promise<void>
  /** Which subscription templates the person accepts; all unless told. */
  accepts?: (templateId: string) => boolean
}

/** One resident's phone: the compiled weapp on the live stack, with WeChat as the gateway plays it. */
export class Phone extends WeappRunner {
  constructor(
    estate: Estate,
    user: string,
    {
      will = { decision: 'approve' },
      accepts = () => true,
      line = () => Promise.resolve(),
      ...rest
    }: PhoneOptions = {},
  ) {
    const { stack } = estate
    const album = new Map<string, Picture>()
    const kept = new Map<string, Uint8Array>()
    const phone = estate.residents.find(resident => resident.user === user)?.phone ?? ''
    super(weappOwner(), {
      ...rest,
      stubs: {
        request: liveRequest(stack.url),
        uploadFile: async options => {
          await line()
          return liveUpload(path => album.get(takenPath(path))?.bytes ?? new Uint8Array())(options)
        },
        downloadFile: liveDownload((path, bytes) => void kept.set(path, bytes)),
        openDocument: () => ({}),
        chooseMedia: () => ({
          tempFiles: [...album].map(([tempFilePath, { kind, bytes }]) => ({
            tempFilePath,
            size: bytes.length,
            fileType: kind,
          })),
        }),
        previewMedia: () => ({}),
        login: () => stack.gateway.control.loginCode({ user }),
        getPhoneNumber: () => ({ errMsg: 'getPhoneNumber:ok', ...stack.gateway.control.phoneCode({ user, phone }) }),
        requestPayment: options => payAs(estate, options, will.decision),
        requestSubscribeMessage: ({ tmplIds }) =>
          Object.fromEntries(asStrings(tmplIds).map(id => [id, accepts(id) ? 'accept' : 'reject'])),
        ...rest.stubs,
      },
    })
    this.album = album
    this.kept = kept
  }
  /** What was downloaded, by its path. */
  readonly kept: ReadonlyMap<string, Uint8Array>
  /** What the person picks when asked for photos, by its path. */
  readonly album: Map<string, Picture>

  /** From the first screen to the own home, as a person does it. */
  async signIn(): Promise<this> {
    await this.launch()
    await this.tap('微信登录')
    return this
  }

  /** Opens the sheet of the oldest bill of this name. */
  async openPaySheet(name = '物业费 '): Promise<void> {
    await this.switchTab('tabs/bills/index')
    await this.until('全选')
    const [row] = this.all('.own-bill__main').filter(element => element.textContent?.includes(name))
    await this.tap(row?.getAttribute('aria-label') ?? name)
    await this.until('怎么算的')
    await this.tap(this.text().includes('去交费') ? '去交费' : '去缴费')
    await this.until('付款方式')
  }

  /** Paths of the requests since the last `resetRequests`, without origin. */
  requests(): string[] {
    return this.callsOf('request')
      .slice(this.seen)
      .map(call => `${String(call.options.method)} ${String(call.options.url).replace(/^https:\/\/[^/]+/, '')}`)
  }
  resetRequests(): void {
    this.seen = this.callsOf('request').length
  }
  private seen = 0
}

const asStrings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

/** wx.requestPayment: the gateway checks our signature as WeChat does, and the person decides. */
async function payAs(estate: Estate, options: Record<string, unknown>, decision: Decision): Promise<unknown> {
  const text = (name: string) => String(options[name])
  const { result, errMsg } = await estate.stack.gateway.control.pay({
    timeStamp: text('timeStamp'),
    nonceStr: text('nonceStr'),
    package: text('package'),
    signType: text('signType'),
    paySign: text('paySign'),
    decision: decision === 'lost' ? 'approve' : decision,
  })
  if (result === 'none' || decision === 'lost') return new Promise(() => undefined)
  if (result === 'ok') return { errMsg }
  throw Object.assign(new Error(errMsg), { errMsg })
}
