import { letterApi } from '@linli/shared/identity/letter-api'
import type { LetterFace } from '@linli/shared/identity/letter-schema'
import { useState } from 'react'
import { call } from '../../../api'
import { FindHomes } from '../find-homes'
import { LetterOver } from '../letter-over'
import { PosterPlace } from '../poster-place'
import { ScenePage } from '../scene-page'
import { SurnameChoice } from '../surname-choice'
import { VerifyNumber } from '../verify-number'

/** Where the code of a poster leads: one tap for the number, one for the own surname among six. */
export default function PosterPage() {
  return <ScenePage show={(face, scene) => <Poster face={face} scene={scene} />} />
}

function Poster({ face, scene }: { face: LetterFace; scene: string }) {
  const [offer, setOffer] = useState<{ surnames: string[]; phone: string }>()
  const [step, setStep] = useState<'choose' | 'missed' | 'type' | 'over'>('choose')
  if (step === 'over') return <LetterOver />
  const over = () => setStep('over')
  const open = async (phone: string) => {
    const { surnames } = await call(letterApi.openPoster, { scene })
    setOffer({ surnames, phone })
  }
  return (
    <>
      <PosterPlace face={face} />
      {offer === undefined ? (
        <VerifyNumber onVerified={open} onOver={over} otherUrl={`/identity/bind/index?scene=${scene}`} />
      ) : step === 'choose' ? (
        <SurnameChoice
          scene={scene}
          face={face}
          surnames={offer.surnames}
          onOver={over}
          onMissed={isWrong => setStep(isWrong ? 'missed' : 'type')}
        />
      ) : (
        <FindHomes phone={offer.phone} poster={{ scene, isMissed: step === 'missed' }} />
      )}
    </>
  )
}
