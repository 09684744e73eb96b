import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { useWords } from '../../../kit/use-words'
import { PassCard } from '../pass-card'
import { leftOf, PassFacts } from '../pass-facts'
import { usePass } from '../use-pass'
import { visitorWords } from '../words'

/** The visitor's own page: nobody is asked to sign in. */
export default function PassPage() {
  const words = useWords(visitorWords)
  const { link = '' } = useRouter().params
  const { load, face, token, seconds } = usePass(link)
  const refused = load.problem?.code
  if (refused === 'visitors.link_over' || refused === 'request.invalid')
    return (
      <Page>
        <State live icon="clock" head={words.linkOver} line={words.overLine} />
      </Page>
    )
  return (
    <Page load={load} refresh skeleton={[320, 120]} phone={face?.officePhone}>
      {face ? (
        <>
          <View className="ll-head">{face.communityName}</View>
          <PassCard face={face} token={token} seconds={seconds} />
          <PassFacts {...face} left={leftOf(face.state, face.left)} />
        </>
      ) : null}
    </Page>
  )
}
