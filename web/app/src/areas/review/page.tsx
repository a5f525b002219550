import { Alert, Anchor, Group, NativeSelect, SegmentedControl, Text, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Page } from "../../shared/page.tsx";
import { Pages } from "../../shared/pages.tsx";
import { useMe } from "../../shared/session.ts";
import { sightings, stations, type Review, type Search } from "./queries.ts";
import { SightingCard } from "./sighting_card.tsx";

/** Whom the cameras saw and the server could not settle, until somebody says who that was. */
export default function ReviewPage() {
  const { t } = useTranslation("review");
  const [search, setSearch] = useState<Search>({ review: "open", station: "", from: "", to: "" });
  const [told, setTold] = useState("");
  const query = useInfiniteQuery(sightings(search));
  const change = (part: Partial<Search>) => {
    setTold("");
    setSearch({ ...search, ...part });
  };
  return (
    <Page title={t("area")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("why")}
      </Text>
      <Group mb="md" gap="xs" align="end">
        <SegmentedControl
          aria-label={t("show")}
          value={search.review}
          onChange={(review) => change({ review: review as Review })}
          data={(["open", "decided"] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <StationChoice station={search.station} onStation={(station) => change({ station })} />
        <Group gap="xs" wrap="nowrap">
          {(["from", "to"] as const).map((name) => (
            <TextInput key={name} type="date" label={t(name)} value={search[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} />
          ))}
        </Group>
      </Group>
      {told && (
        <Alert mb="md" p="xs" role="status" color="green" icon={<IconCheck aria-hidden />}>
          {told}{" "}
          <Anchor component={Link} href="/corrections" size="sm" underline="always">
            {t("told.corrections")}
          </Anchor>
        </Alert>
      )}
      <Pages query={query} more={t("more")} none={t(`none.${search.review}`)}>
        {(item) => <SightingCard key={item.id} sighting={item} onDecided={setTold} />}
      </Pages>
    </Page>
  );
}

/** For whoever may know which there are. */
function StationChoice({ station, onStation }: { station: string; onStation: (id: string) => void }) {
  const { t } = useTranslation("review");
  const manages = useMe().role.permissions.includes("manage_stations");
  const items = useQuery({ ...stations, enabled: manages }).data?.items ?? [];
  if (!manages) return null;
  return (
    <NativeSelect
      label={t("station")}
      flex="1 1 140px"
      value={station}
      onChange={(event) => onStation(event.currentTarget.value)}
      data={[{ value: "", label: t("station.all") }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
