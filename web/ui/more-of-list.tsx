import { Button, type ButtonProps } from '@mantine/core';

type MoreOfListProps = {
  readonly pages: { readonly hasMore: boolean; readonly isLoadingMore: boolean; loadMore(): void };
  readonly says: string;
  /** plain: of the page itself; quiet: of a part of it. */
  readonly look?: keyof typeof looks;
};

const looks = {
  plain: { variant: 'default', mt: 'sm', w: 'fit-content' },
  quiet: { variant: 'subtle', color: 'gray', size: 'compact-xs', m: 4 },
} as const satisfies Record<string, ButtonProps>;

/** Under a list that goes on: its next page. */
export function MoreOfList({ pages, says, look = 'quiet' }: MoreOfListProps) {
  if (!pages.hasMore) return null;
  return (
    <Button {...looks[look]} loading={pages.isLoadingMore} onClick={pages.loadMore}>
      {says}
    </Button>
  );
}
