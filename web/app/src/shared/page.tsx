import { Box, Group, Title } from "@mantine/core";
import { useEffect, type ReactNode } from "react";

/** A page with its heading, which is the browser's title as well, and what can be done on the whole of it. */
export function Page({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · AttendSense`;
  }, [title]);
  return (
    <Box maw={1200} mx="auto" w="100%">
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={1} size="h3">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Box>
  );
}
