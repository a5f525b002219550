import { Alert, Button, Group, Modal, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { once, take, type Schemas } from "@attendsense/client";
import { clock, dateAt, moment, plusDays } from "../format.ts";
import { ProblemNotice } from "../problem.tsx";
import { api, useMe } from "../session.ts";

type Kind = Schemas["CorrectionKind"];
type Direction = Schemas["Direction"];
type Punch = Schemas["Punch"];

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  date: string;
  timeZone: string;
}

/** Somebody says what is wrong with a day; nothing changes until it is approved. */
export default function CorrectionForm({ opened, onClose, title, date, timeZone }: Props) {
  const { t } = useTranslation("shared");
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <CorrectionFields key={date} date={date} timeZone={timeZone} />
    </Modal>
  );
}

function usePunches(employee: string, date: string, timeZone: string) {
  return useQuery({
    queryKey: ["punches", employee, date],
    queryFn: ({ signal }) => {
      const query = { employee, from: moment(date, "00:00", timeZone), to: moment(plusDays(date, 1), "00:00", timeZone) };
      return take(api.GET("/api/v1/punches", { params: { query }, signal }));
    },
  });
}

interface FieldsProps {
  date: string;
  timeZone: string;
  /** Somebody else, for whom it is entered and, as far as the policy allows, approved at once; left out: oneself. */
  employee?: string;
}

export function CorrectionFields({ date: first, timeZone, employee }: FieldsProps) {
  const own = useMe().id;
  const { t } = useTranslation("shared");
  const client = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState<Kind>("add");
  const [date, setDate] = useState(first);
  const [time, setTime] = useState("09:00");
  const [direction, setDirection] = useState<Direction>("in");
  const [punch, setPunch] = useState<Punch>();
  const [reason, setReason] = useState("");
  const punches = usePunches(employee ?? own, date, timeZone).data?.items ?? [];
  const request = useMutation({
    mutationFn: () => {
      const what = { direction, at: moment(date, time, timeZone) };
      const body = { kind, reason, ...(kind !== "add" && { punch_id: punch?.id }), ...(kind !== "remove" && what), ...(employee && { employee_id: employee, approve: true }) };
      return take(api.POST("/api/v1/corrections", { body, headers: once(key) }));
    },
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ["corrections"] }), client.invalidateQueries({ queryKey: ["attendance"] })]),
    // Another request than the one that was refused.
    onError: () => setKey(crypto.randomUUID()),
  });
  if (request.isSuccess) {
    return (
      <Alert role="status" color="green" icon={<IconCheck aria-hidden />}>
        {t(request.data.state === "approved" ? "correction.entered" : "correction.sent")}
      </Alert>
    );
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    request.mutate();
  };
  const choose = (chosen: Punch) => {
    setPunch(chosen);
    setTime(clock(chosen.at, timeZone));
    setDirection(chosen.direction);
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <Radio.Group label={t("correction.what")} value={kind} onChange={(value) => setKind(value as Kind)}>
        <Stack gap={6} mt={6}>
          {(["add", "change", "remove"] as const).map((value) => (
            <Radio key={value} value={value} label={t(`correction.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput type="date" label={t("correction.date")} required max={dateAt(timeZone)} value={date} onChange={(event) => (setDate(event.currentTarget.value), setPunch(undefined))} />
      {kind !== "add" && <Which punches={punches} timeZone={timeZone} chosen={punch} onChoose={choose} />}
      {kind !== "remove" && (
        <Group align="end" grow>
          <TextInput type="time" label={t("correction.time")} required value={time} onChange={(event) => setTime(event.currentTarget.value)} />
          <Radio.Group label={t("correction.direction")} value={direction} onChange={(value) => setDirection(value as Direction)}>
            <Group h={36}>
              {(["in", "out"] as const).map((value) => (
                <Radio key={value} value={value} label={t(`direction.${value}`)} />
              ))}
            </Group>
          </Radio.Group>
        </Group>
      )}
      <Textarea label={t("correction.reason")} description={t("correction.reason.hint")} required maxLength={500} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {request.isError && <ProblemNotice error={request.error} />}
      <Button type="submit" loading={request.isPending} disabled={kind !== "add" && !punch}>
        {t("send")}
      </Button>
    </Stack>
  );
}

interface WhichProps {
  punches: readonly Punch[];
  timeZone: string;
  chosen: Punch | undefined;
  onChoose: (punch: Punch) => void;
}

function Which({ punches, timeZone, chosen, onChoose }: WhichProps) {
  const { t } = useTranslation("shared");
  if (punches.length === 0) return <Text size="sm">{t("correction.none")}</Text>;
  return (
    <Radio.Group label={t("correction.which")} value={chosen?.id ?? ""} onChange={(id) => punches.filter((punch) => punch.id === id).forEach(onChoose)}>
      <Stack gap={6} mt={6}>
        {punches.map((punch) => (
          <Radio key={punch.id} value={punch.id} label={`${clock(punch.at, timeZone)} ${t(`direction.${punch.direction}`)}`} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
