import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../shared/page.tsx";
import { Pages } from "../../shared/pages.tsx";
import { LeaveCard } from "./leave_card.tsx";
import { leaves, type State } from "./queries.ts";

const Ask = lazy(() => import("./ask.tsx"));

const states: readonly State[] = ["requested", "approved", "refused", "withdrawn"];

/** First what waits for a decision, then the rest. */
export default function Leaves() {
  const { t } = useTranslation(["leave", "shared"]);
  const [state, setState] = useState<State | "">("");
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false); // the form is loaded for whoever wants it
  if (asking && !asked) setAsked(true);
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
      <Stack>
        {state === "" && <Requests state="requested" title={t("requests.waiting", { ns: "shared" })} />}
        <Requests state={state} none={t("none")} {...(state === "" && { title: t("requests.rest", { ns: "shared" }), but: "requested" })} />
      </Stack>
      {asked && (
        <Suspense>
          <Ask opened={asking} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </Page>
  );
}

interface RequestsProps {
  state: State | "";
  title?: string;
  none?: string;
  but?: State;
}

function Requests({ state, but, ...shown }: RequestsProps) {
  const { t } = useTranslation("leave");
  const query = useInfiniteQuery(leaves(state));
  return (
    <Pages query={query} more={t("more")} shows={(leave) => leave.state !== but} {...shown}>
      {(leave) => <LeaveCard key={leave.id} leave={leave} />}
    </Pages>
  );
}
