import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { LeaveCard } from "./leave_card.tsx";
import { leaves, type State } from "./queries.ts";

const Ask = lazy(() => import("./ask.tsx"));

const states: readonly State[] = ["requested", "approved", "refused", "withdrawn"];

export default function Leaves() {
  const { t } = useTranslation("leave");
  const [state, setState] = useState<State | "">("");
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false); // the form is loaded for whoever wants it
  if (asking && !asked) setAsked(true);
  const query = useInfiniteQuery(leaves(state));
  const actions = (
    <Group gap="xs">
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsking(true)}>
        {t("ask")}
      </Button>
      <NativeSelect
        aria-label={t("filter")}
        value={state}
        onChange={(event) => setState(event.currentTarget.value as State | "")}
        data={[{ value: "", label: t("filter.all") }, ...states.map((value) => ({ value, label: t(`state.${value}`) }))]}
      />
    </Group>
  );
  return (
    <Page title={t("area")} actions={actions}>
      <Loaded query={query} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Stack>
              {items.length === 0 && <Text>{t("none")}</Text>}
              {items.map((item) => (
                <LeaveCard key={item.id} leave={item} />
              ))}
              {query.hasNextPage && (
                <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </Stack>
          );
        }}
      </Loaded>
      {asked && (
        <Suspense>
          <Ask opened={asking} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Page>
  );
}
