export default definePageConfig({ navigationBarTitleText: '访客码' })
