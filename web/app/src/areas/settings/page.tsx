import { Box, Grid, NativeSelect, NavLink } from "@mantine/core";
import { lazy, Suspense, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Link, Redirect, useLocation, useParams } from "wouter";
import type { Permission } from "../../shared/area.ts";
import { Page } from "../../shared/page.tsx";
import { useMe } from "../../shared/session.ts";

interface Section {
  id: string;
  needs: Permission;
  page: ComponentType;
}

const sections: readonly Section[] = [
  { id: "company", needs: "manage_company", page: lazy(() => import("./company_name.tsx")) },
  { id: "rules", needs: "manage_company", page: lazy(() => import("./rules.tsx")) },
  { id: "greetings", needs: "manage_company", page: lazy(() => import("./greetings.tsx")) },
  { id: "sites", needs: "manage_company", page: lazy(() => import("./sites.tsx")) },
  { id: "roles", needs: "manage_company", page: lazy(() => import("./roles.tsx")) },
  { id: "schedules", needs: "manage_schedules", page: lazy(() => import("./schedules.tsx")) },
  { id: "holidays", needs: "manage_schedules", page: lazy(() => import("./holidays.tsx")) },
  { id: "leave", needs: "manage_schedules", page: lazy(() => import("./leave_kinds.tsx")) },
  { id: "webhooks", needs: "manage_company", page: lazy(() => import("./webhooks.tsx")) },
];

/** Each section has an address of its own: /settings/sites. */
export default function Settings() {
  const { t } = useTranslation("settings");
  const { permissions } = useMe().role;
  const [, go] = useLocation();
  const shown = sections.filter(({ needs }) => permissions.includes(needs));
  const wanted = useParams()["*"];
  const section = shown.find(({ id }) => id === wanted);
  if (!section) return <Redirect to={`/settings/${shown[0]?.id ?? "rules"}`} replace />;
  const Content = section.page;
  return (
    <Page title={`${t("area")}: ${t(`section.${section.id}`)}`}>
      <Grid>
        <Grid.Col span={{ base: 12, md: 3 }} component="nav" aria-label={t("area")}>
          <NativeSelect
            hiddenFrom="md"
            aria-label={t("area")}
            value={section.id}
            onChange={(event) => go(`/settings/${event.currentTarget.value}`)}
            data={shown.map(({ id }) => ({ value: id, label: t(`section.${id}`) }))}
          />
          <Box visibleFrom="md">
            {shown.map(({ id }) => (
              <NavLink key={id} component={Link} href={`/settings/${id}`} active={id === section.id} aria-current={id === section.id ? "page" : undefined} label={t(`section.${id}`)} />
            ))}
          </Box>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 9 }}>
          <Suspense fallback={null}>
            <Content />
          </Suspense>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
