import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { take, type Schemas } from "@attendsense/client";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { api, useMe } from "../../shared/session.ts";
import { CorrectionCard } from "./correction_card.tsx";
import { useZones } from "./zones.ts";

const EnterOne = lazy(() => import("./enter_one.tsx"));
const EnterMany = lazy(() => import("./enter_many.tsx"));

type State = Schemas["CorrectionState"];

const states: readonly State[] = ["requested", "half_approved", "approved", "refused", "withdrawn", "undone"];

/** Everybody's for whoever decides, one's own for anybody else; the server knows which. */
export default function Corrections() {
  const { t } = useTranslation("corrections");
  const [state, setState] = useState<State | "">("");
  const [entering, setEntering] = useState<"one" | "many" | null>(null);
  const [entered, setEntered] = useState(false); // the forms are loaded for whoever wants one
  if (entering && !entered) setEntered(true);
  const decides = useMe().role.permissions.includes("approve_requests");
  const zoneOf = useZones();
  const query = useInfiniteQuery({
    queryKey: ["corrections", state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const params = { query: { after: pageParam, limit: 50, ...(state && { state }) } };
      return take(api.GET("/api/v1/corrections", { params, signal }));
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const choice = (
    <Group gap="xs">
      {decides && (
        <>
          <Button variant="default" leftSection={<IconUsers size={16} aria-hidden />} onClick={() => setEntering("many")}>
            {t("many")}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntering("one")}>
            {t("enter")}
          </Button>
        </>
      )}
      <NativeSelect
      aria-label={t("filter")}
      value={state}
      onChange={(event) => setState(event.currentTarget.value as State | "")}
      data={[{ value: "", label: t("filter.all") }, ...states.map((value) => ({ value, label: t(`state.${value}`) }))]}
      />
    </Group>
  );
  return (
    <Page title={t("title")} actions={choice}>
      <Loaded query={query} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Stack>
              {items.length === 0 && <Text>{t("none")}</Text>}
              {items.map((item) => (
                <CorrectionCard key={item.id} correction={item} timeZone={zoneOf(item.site_id)} />
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
      {entered && (
        <Suspense>
          <EnterOne opened={entering === "one"} onClose={() => setEntering(null)} />
          <EnterMany opened={entering === "many"} onClose={() => setEntering(null)} />
        </Suspense>
      )}
    </Page>
  );
}
