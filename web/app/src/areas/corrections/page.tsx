import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { take, type Schemas } from "@attendsense/client";
import { Page } from "../../shared/page.tsx";
import { Pages } from "../../shared/pages.tsx";
import { api, useMe } from "../../shared/session.ts";
import { CorrectionCard } from "./correction_card.tsx";
import { useZones } from "./zones.ts";

const EnterOne = lazy(() => import("./enter_one.tsx"));
const EnterMany = lazy(() => import("./enter_many.tsx"));

type State = Schemas["CorrectionState"];

const states: readonly State[] = ["requested", "half_approved", "approved", "refused", "withdrawn", "undone"];

// For a decision, the second of two first.
const waiting: readonly State[] = ["half_approved", "requested"];

/** Everybody's for whoever decides, one's own for anybody else; the server knows which. First what waits for a decision. */
export default function Corrections() {
  const { t } = useTranslation(["corrections", "shared"]);
  const [state, setState] = useState<State | "">("");
  const [entering, setEntering] = useState<"one" | "many" | null>(null);
  const [entered, setEntered] = useState(false); // the forms are loaded for whoever wants one
  if (entering && !entered) setEntered(true);
  const decides = useMe().role.permissions.includes("approve_requests");
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
      <Stack>
        {state === "" && waiting.map((each) => <Requests key={each} state={each} title={t(`state.${each}`)} />)}
        <Requests state={state} none={t("none")} {...(state === "" && { title: t("requests.rest", { ns: "shared" }), but: waiting })} />
      </Stack>
      {entered && (
        <Suspense>
          <EnterOne opened={entering === "one"} onClose={() => setEntering(null)} />
          <EnterMany opened={entering === "many"} onClose={() => setEntering(null)} />
        </Suspense>
      )}
    </Page>
  );
}

interface RequestsProps {
  state: State | "";
  title?: string;
  none?: string;
  but?: readonly State[];
}

function Requests({ state, but = [], ...shown }: RequestsProps) {
  const { t } = useTranslation("corrections");
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
  return (
    <Pages query={query} more={t("more")} shows={(correction) => !but.includes(correction.state)} {...shown}>
      {(correction) => <CorrectionCard key={correction.id} correction={correction} timeZone={zoneOf(correction.site_id)} />}
    </Pages>
  );
}
