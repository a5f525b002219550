"""LibreOffice without a window: what a spreadsheet finds in a file."""

import csv
import subprocess
import tempfile
from pathlib import Path

from .programs import PATIENCE

# Comma, quote, UTF-8, from line 1, English, all text quoted, cells as they are shown, no formulas, every sheet.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true,true,false,false,-1"
# Of import: the same, and the first column is text, as a careful clerk says where a number such as 007 is a name.
FROM_CSV = "CSV:44,34,76,1,1/2,1033"
FROM_XLSX = "Calc MS Excel 2007 XML"


class LibreOffice:
    """Has a profile of its own, so that it neither sees nor disturbs another one."""

    def __init__(self, folder: Path):
        self.profile = folder / "profile"
        self.folder = folder

    def rows(self, name: str, content: bytes) -> list[list[str]]:
        """Of the only sheet, as a person sees them."""
        work = Path(tempfile.mkdtemp(dir=self.folder))
        file = work / name
        file.write_bytes(content)
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{self.profile}", "--headless", "--norestore",
             "--infilter=" + (FROM_CSV if name.endswith(".csv") else FROM_XLSX), "--convert-to", AS_SHOWN,
             "--outdir", work / "out", file],
            capture_output=True, text=True, timeout=120 * PATIENCE, check=False)
        sheets = list((work / "out").glob("*.csv"))
        assert done.returncode == 0 and len(sheets) == 1, f"LibreOffice made {sheets}: {done.stdout} {done.stderr}"
        with sheets[0].open(newline="", encoding="utf-8") as opened:
            return list(csv.reader(opened))
