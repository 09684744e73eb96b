import { weappStaff } from './build'
import type { Estate } from './estate'
import { liveRequest, liveUpload } from './live-api'
import { WeappRunner } from './runner'
import { keptPath } from './wx'

/** One staff phone: the compiled staff weapp on the live stack; `line.up` is its network, `camera.code` what it looks at. */
export class StaffPhone extends WeappRunner {
  readonly line: { up: boolean }
  readonly camera: { code: string }

  constructor(
    estate: Estate,
    user: string,
    { photo, storage = {}, up = true }: { photo: Uint8Array; storage?: Record<string, unknown>; up?: boolean },
  ) {
    const { stack } = estate
    const line = { up }
    const camera = { code: '' }
    const request = liveRequest(stack.url)
    const send = liveUpload(path => (path.startsWith(keptPath('wxfile://')) ? photo : new Uint8Array()))
    const online =
      <T>(work: () => T) =>
      () => {
        if (!line.up) throw new Error('timeout')
        return work()
      }
    super(weappStaff(), {
      storage,
      timerSpeed: 20,
      stubs: {
        request: options => online(() => request(options))(),
        uploadFile: options => online(() => send(options))(),
        login: () => online(() => stack.gateway.control.staffCode({ user }))(),
        requestSubscribeMessage: ({ tmplIds }) => allowed(estate, user, tmplIds),
        scanCode: () => ({ result: camera.code }),
        getLocation: () => ({ latitude: 31.2397, longitude: 121.4998 }),
        canvasToTempFilePath: () => ({ tempFilePath: 'wxfile://signature.png' }),
        chooseMedia: () => ({
          tempFiles: [{ tempFilePath: 'wxfile://photo.jpg', size: photo.length, fileType: 'image' }],
        }),
      },
    })
    this.line = line
    this.camera = camera
  }

  /** The first sign-in of somebody who was invited. */
  async bind(code: string): Promise<void> {
    await this.type('邀请码', code)
    await this.tap('绑定并登录')
  }

  /** The app is killed and started again: only its storage is left. */
  restarted(estate: Estate, user: string, photo: Uint8Array): StaffPhone {
    return new StaffPhone(estate, user, { photo, storage: Object.fromEntries(this.storage), up: this.line.up })
  }
}

/** They allow what they are asked for, here and at WeChat. */
function allowed({ stack }: Estate, user: string, tmplIds: unknown): Record<string, string> {
  const { control } = stack.gateway
  const ids = Array.isArray(tmplIds) ? tmplIds.map(String) : []
  for (const templateId of ids) control.grant({ openid: control.staffOpenid({ user }), templateId })
  return Object.fromEntries(ids.map(id => [id, 'accept']))
}
