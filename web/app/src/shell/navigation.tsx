import { Drawer, NavLink, Stack, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import type { Area } from "../shared/area.ts";
import { useAreaNames } from "../shared/areas.ts";
import classes from "./navigation.module.css";

function useCurrent(): (area: Area) => boolean {
  const [location] = useLocation();
  return ({ path }) => location === path || location.startsWith(`${path}/`);
}

export function SideBar({ areas, onOpen }: { areas: readonly Area[]; onOpen?: () => void }) {
  const current = useCurrent();
  const nameOf = useAreaNames();
  return (
    <Stack gap={4}>
      {areas.map((area) => (
        <NavLink
          key={area.id}
          component={Link}
          href={area.path}
          label={nameOf(area)}
          leftSection={<area.icon size={20} aria-hidden />}
          active={current(area)}
          aria-current={current(area) ? "page" : undefined}
          onClick={onOpen}
        />
      ))}
    </Stack>
  );
}

const mostInBar = 4;

export function BottomBar({ areas }: { areas: readonly Area[] }) {
  const { t } = useTranslation("shared");
  const [opened, more] = useDisclosure(false);
  const current = useCurrent();
  const nameOf = useAreaNames();
  const fits = areas.length <= mostInBar + 1;
  const inBar = fits ? areas : areas.slice(0, mostInBar);
  const behind = fits ? [] : areas.slice(mostInBar);
  return (
    <div className={classes["bar"]}>
      {inBar.map((area) => (
        <Link key={area.id} href={area.path} className={classes["item"]} aria-current={current(area) ? "page" : undefined}>
          <area.icon size={22} aria-hidden />
          <Text span size="xs" truncate maw="100%">
            {nameOf(area)}
          </Text>
        </Link>
      ))}
      {behind.length > 0 && (
        <>
          <UnstyledButton className={classes["item"]} onClick={more.open} aria-expanded={opened} data-current={behind.some(current)}>
            <IconDots size={22} aria-hidden />
            <Text span size="xs">
              {t("more")}
            </Text>
          </UnstyledButton>
          <Drawer opened={opened} onClose={more.close} position="bottom" title={t("more")} size="auto" closeButtonProps={{ "aria-label": t("close") }}>
            <SideBar areas={behind} onOpen={more.close} />
          </Drawer>
        </>
      )}
    </div>
  );
}
