export default definePageConfig({ navigationBarTitleText: '空置优惠' })
