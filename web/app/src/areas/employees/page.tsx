import { lazy } from "react";
import { Route, Switch } from "wouter";
import { EmployeeList } from "./employee_list.tsx";
import { EmployeePage } from "./employee_page.tsx";

const ImportPage = lazy(() => import("./import_page.tsx"));

export default function Employees() {
  return (
    <Switch>
      <Route path="/employees/import">
        <ImportPage />
      </Route>
      <Route path="/employees/:id">{({ id }) => <EmployeePage key={id} id={id} />}</Route>
      <Route>
        <EmployeeList />
      </Route>
    </Switch>
  );
}
