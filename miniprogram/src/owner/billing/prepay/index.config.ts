export default definePageConfig({ navigationBarTitleText: '预缴' })
