"""Renew the schemas that are derived from the model: ``python docs/schemas.py``."""

from pathlib import Path

from timeline.records.schema import refresh_export, schema

PACKAGE = Path(__file__).parents[1] / "timeline"
EXPORT = PACKAGE / "schemas" / "export.json"

(PACKAGE / "schema.json").write_text(schema(), encoding="utf-8")
EXPORT.write_text(refresh_export(EXPORT.read_text(encoding="utf-8")), encoding="utf-8")
