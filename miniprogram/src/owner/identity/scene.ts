import { Scene } from '@linli/shared/identity/letter-schema'
import { useRouter } from '@tarojs/taro'

/** What a code of ours brought along; undefined on a page that was opened otherwise. WeChat encodes it once more. */
export function useScene(): string | undefined {
  const { scene } = useRouter().params
  return scene === undefined ? undefined : sceneIn(`scene=${scene}`)
}

/** The scene in what was scanned: the page of a mini-program code, or a bare scene=…; undefined for anything else. */
export function sceneIn(text: string): string | undefined {
  const found = /(?:^|[?&])scene=([^&]+)/.exec(text)?.[1]
  return found === undefined ? undefined : Scene.safeParse(decodeURIComponent(found)).data
}

/** A letter's secret has 16 characters, a poster's id 26. */
export const sceneUrl = (scene: string): string =>
  scene.length === 22 ? `/identity/letter/index?scene=${scene}` : `/identity/poster/index?scene=${scene}`
