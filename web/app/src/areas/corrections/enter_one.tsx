import { Group, Modal, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CorrectionFields } from "../../shared/attendance/correction_form.tsx";
import { zoneOf } from "../../shared/attendance/queries.ts";
import { dateAt } from "../../shared/format.ts";
import { PersonChoice } from "../../shared/person_choice.tsx";
import { ProblemNotice } from "../../shared/problem.tsx";

/** A punch that no camera saw, or a change of one, for anybody. */
export default function EnterOne({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["corrections", "shared"]);
  return (
    <Modal opened={opened} onClose={onClose} title={t("enter")} closeButtonProps={{ "aria-label": t("close", { ns: "shared" }) }}>
      <Form />
    </Modal>
  );
}

function Form() {
  const { t } = useTranslation("corrections");
  const [employee, setEmployee] = useState("");
  const zone = useQuery({ ...zoneOf(employee), enabled: employee !== "" });
  return (
    <Stack>
      <Group>
        <PersonChoice all={t("whom")} employee={employee} onEmployee={setEmployee} />
      </Group>
      {zone.isError && <ProblemNotice error={zone.error} />}
      {employee !== "" && zone.data && <CorrectionFields key={employee} employee={employee} timeZone={zone.data} date={dateAt(zone.data)} />}
    </Stack>
  );
}
