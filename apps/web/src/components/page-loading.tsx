import { Center, Loader } from '@mantine/core'

/** While the first page is on its way. */
export function PageLoading(): React.ReactNode {
  return (
    <Center h="50vh">
      <Loader aria-label="Loading" role="status" />
    </Center>
  )
}
