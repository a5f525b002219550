import { Button, Stack, Text, Title } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Loaded } from "./loaded.tsx";

interface Props<Item> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  lines?: number;
  /** What asks for the next page. */
  more: string;
  /** What stands there where nothing came. */
  none?: string;
  /** Stands above, where there is something below it. */
  title?: string;
  /** What another list shows is left out here. */
  shows?: (item: Item) => boolean;
  children: (item: Item) => ReactNode;
}

/** A list that comes page by page. */
export function Pages<Item>({ query, lines = 8, more, none, title, shows = () => true, children }: Props<Item>) {
  return (
    <Loaded query={query} lines={lines}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        const shown = items.filter(shows);
        return (
          <Stack>
            {items.length === 0 && none && <Text>{none}</Text>}
            {title && shown.length > 0 && (
              <Title order={2} size="h5">
                {title}
              </Title>
            )}
            {shown.map(children)}
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {more}
              </Button>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}
