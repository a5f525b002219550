import { AppShell, Box, Group, Image, Text } from "@mantine/core";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { areasFor } from "../shared/areas.ts";
import { useMe } from "../shared/session.ts";
import { AccountMenu } from "./account_menu.tsx";
import { ErrorBoundary } from "./error_boundary.tsx";
import { LiveMark } from "./live_mark.tsx";
import { BottomBar, SideBar } from "./navigation.tsx";

/** The app around its pages: a bar at the bottom on phones, at the side on wider screens. */
export function Frame() {
  const { t } = useTranslation("shared");
  const me = useMe();
  const areas = areasFor(me.role.permissions);
  const [location] = useLocation();
  const first = areas[0]?.path ?? "/";
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding="md"
    >
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Image src="/icon.svg" w={28} h={28} alt="" />
            <Text fw={600}>AttendSense</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LiveMark />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" visibleFrom="sm" aria-label={t("navigation")}>
        <SideBar areas={areas} />
      </AppShell.Navbar>
      <AppShell.Main>
        <Content key={location.split("/")[1]}>
          <Suspense fallback={null}>
            <Switch>
              {areas.map(({ id, path, page: AreaPage }) => (
                <Route key={id} path={`${path}/*?`}>
                  <AreaPage />
                </Route>
              ))}
              <Route>
                <Redirect to={first} replace />
              </Route>
            </Switch>
          </Suspense>
        </Content>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" component="nav" aria-label={t("navigation")}>
        <BottomBar areas={areas} />
      </AppShell.Footer>
    </AppShell>
  );
}

/** Whoever hears the page instead of seeing it begins at its start when another is opened. */
function Content({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement !== document.body) box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Box id="content" ref={box} tabIndex={-1} style={{ outline: "none" }}>
      <ErrorBoundary>{children}</ErrorBoundary>
    </Box>
  );
}
