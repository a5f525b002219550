import { Badge, Button, Group, NativeSelect, NavLink, Paper, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { IconFileImport, IconPlus, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Loaded } from "../../shared/loaded.tsx";
import { Page } from "../../shared/page.tsx";
import { Export } from "./export.tsx";
import { NewEmployee } from "./new_employee.tsx";
import { employees, type Employee, type State } from "./queries.ts";

export function EmployeeList() {
  const { t } = useTranslation(["employees", "shared"]);
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search.trim(), 250);
  const [state, setState] = useState<State | "">("active");
  const [creating, create] = useDisclosure(false);
  const query = useInfiniteQuery(employees(settled, state));
  return (
    <Page
      title={t("area")}
      actions={
        <Group gap="xs">
          <Export />
          <Button component={Link} href="/employees/import" variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
            {t("import.open")}
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={create.open}>
            {t("new")}
          </Button>
        </Group>
      }
    >
      <Group mb="md" gap="xs">
        <TextInput
          type="search"
          flex="1 1 200px"
          aria-label={t("search", { ns: "shared" })}
          placeholder={t("search", { ns: "shared" })}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={t("filter")}
          value={state}
          onChange={(event) => setState(event.currentTarget.value as State | "")}
          data={[
            { value: "", label: t("filter.all") },
            ...(["active", "inactive"] as const).map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
      </Group>
      <Loaded query={query} lines={10}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <Paper withBorder p={4}>
              {items.length === 0 && <Text p="md">{t("none")}</Text>}
              {items.map((item) => (
                <Line key={item.id} employee={item} />
              ))}
              {query.hasNextPage && (
                <Button fullWidth variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("more")}
                </Button>
              )}
            </Paper>
          );
        }}
      </Loaded>
      <NewEmployee opened={creating} onClose={create.close} />
    </Page>
  );
}

function Line({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  return (
    <NavLink
      component={Link}
      href={`/employees/${employee.id}`}
      label={employee.display_name}
      description={employee.email}
      rightSection={
        <Group gap={6}>
          {employee.photos.length === 0 && (
            <Badge variant="light" color="orange" tt="none">
              {t("photos.count", { count: 0 })}
            </Badge>
          )}
          <Badge variant="light" color={employee.state === "active" ? "green" : "gray"} tt="none">
            {t(`state.${employee.state}`)}
          </Badge>
        </Group>
      }
    />
  );
}
