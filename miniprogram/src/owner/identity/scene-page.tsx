import { letterApi } from '@linli/shared/identity/letter-api'
import type { LetterFace } from '@linli/shared/identity/letter-schema'
import type { ReactNode } from 'react'
import { call } from '../../api'
import { Page } from '../../kit/page'
import { useLoad } from '../../use-load'
import { LetterOver } from './letter-over'
import { useScene } from './scene'

/** The page that a code of the office leads to, with what the code stands for; one that is over says so. */
export function ScenePage({ show }: { show: (face: LetterFace, scene: string) => ReactNode }) {
  const scene = useScene()
  const load = useLoad(scene && `letter.${scene}`, () => call(letterApi.readLetter, { scene: scene ?? '' }))
  if (scene === undefined || load.problem?.code === 'identity.letter_over')
    return (
      <Page>
        <LetterOver />
      </Page>
    )
  return (
    <Page load={load} phone={load.data?.officePhone}>
      {load.data ? show(load.data, scene) : null}
    </Page>
  )
}
