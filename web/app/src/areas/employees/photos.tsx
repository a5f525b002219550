import { ActionIcon, Alert, FileButton, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconCamera, IconCheck, IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { once, take } from "@attendsense/client";
import { dateAndClock } from "../../shared/format.ts";
import { ProblemNotice } from "../../shared/problem.tsx";
import { api } from "../../shared/session.ts";
import { employeeOf, type Employee } from "./queries.ts";

const percent = (quality: number) => Math.round(quality * 100);

const CameraDialog = lazy(() => import("./camera_dialog.tsx"));

type Result = { name: string; quality: number } | { name: string; error: unknown };

async function enrol(employee_id: string, file: File): Promise<Result> {
  const headers = { "Content-Type": file.type as "image/jpeg", ...once() };
  const options = { params: { path: { employee_id } }, headers, bodySerializer: (body: unknown) => body as BodyInit };
  try {
    const { quality } = await take(api.POST("/api/v1/employees/{employee_id}/photos", { ...options, body: file as never }));
    return { name: file.name, quality };
  } catch (error) {
    return { name: file.name, error };
  }
}

/** What the cameras know somebody by. Pictures are not kept, so what is listed is their quality and their day. */
export function Photos({ employee }: { employee: Employee }) {
  const { t } = useTranslation("employees");
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: employeeOf(employee.id).queryKey });
  const path = { employee_id: employee.id };
  const add = useMutation({
    // One after the other; a photo that is refused does not keep the next from being tried.
    mutationFn: async (files: File[]) => {
      const results: Result[] = [];
      for (const file of files) results.push(await enrol(employee.id, file));
      return results;
    },
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: (template_id: string) =>
      take(api.DELETE("/api/v1/employees/{employee_id}/photos/{template_id}", { params: { path: { ...path, template_id } }, headers: once() })),
    onSuccess: again,
  });
  const given = (files: File[]) => files.length > 0 && add.mutate(files);
  const [camera, setCamera] = useState({ loaded: false, opened: false });
  const accept = "image/jpeg,image/png,image/webp";
  return (
    <Paper withBorder p="md" component="section" aria-label={t("photos")}>
      <Title order={2} size="h5" mb="sm">
        {t("photos")}
      </Title>
      {employee.photos.length === 0 && <Text mb="sm">{t("photos.none")}</Text>}
      <Stack gap="xs" mb="md">
        {employee.photos.map((photo) => (
          <Group key={photo.template_id} justify="space-between">
            <Text size="sm">
              {t("photo.quality", { quality: percent(photo.quality) })} · {dateAndClock(photo.created_at)}
            </Text>
            <ActionIcon variant="default" size={36} aria-label={t("photo.remove")} loading={remove.isPending} onClick={() => remove.mutate(photo.template_id)}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Group>
        <FileButton accept={accept} multiple onChange={given}>
          {(props) => (
            <Button {...props} loading={add.isPending} leftSection={<IconUpload size={16} aria-hidden />}>
              {t("photo.file")}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          loading={add.isPending}
          leftSection={<IconCamera size={16} aria-hidden />}
          onClick={() => setCamera({ loaded: true, opened: true })}
        >
          {t("photo.camera")}
        </Button>
      </Group>
      {camera.loaded && (
        <Suspense>
          <CameraDialog
            opened={camera.opened}
            sending={add.isPending}
            onClose={() => setCamera({ loaded: true, opened: false })}
            onPhoto={(photo) => add.mutate([photo], { onSettled: () => setCamera({ loaded: true, opened: false }) })}
          />
        </Suspense>
      )}
      <Stack gap="xs" mt="sm" aria-live="polite">
        {add.data?.map((result, index) => <Outcome key={index} result={result} />)}
      </Stack>
      {remove.error && <ProblemNotice error={remove.error} />}
    </Paper>
  );
}

function Outcome({ result }: { result: Result }) {
  const { t } = useTranslation("employees");
  if ("error" in result) {
    return (
      <div>
        <Text size="sm">{result.name}</Text>
        <ProblemNotice error={result.error} />
      </div>
    );
  }
  return (
    <Alert color="green" icon={<IconCheck aria-hidden />}>
      {result.name}: {t("photo.added", { quality: percent(result.quality) })}
    </Alert>
  );
}
