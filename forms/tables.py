"""A question whose answer is a table: repeatable rows of typed cells, each wrong row with its errors beside it."""

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Row = dict[str, Any]
MOST_ROWS = 30


class Table(forms.Widget):
    """Reads `name-0-cell`, `name-1-cell` …, or a list of rows; writes the same names."""

    template_name = "django/forms/widgets/table.html"
    use_fieldset = True

    def __init__(self, cells: Mapping[str, forms.Field], attrs: Any = None, *, most: int = MOST_ROWS) -> None:
        super().__init__(attrs)
        self.cells, self.most = cells, most
        self.errors: list[Mapping[str, str]] = []  # beside the rows of the last cleaning; "" holds the row's own
        self.asks_for_row = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Row]:
        self.asks_for_row = data.get("add_row") == name
        if isinstance(given := data.get(name), list):
            return [{cell: row.get(cell, "") for cell in self.cells} for row in given if isinstance(row, Mapping)]
        pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})-({'|'.join(map(re.escape, self.cells))})", re.ASCII)
        rows: dict[int, Row] = {}
        for key in data:
            if (found := pattern.fullmatch(key)) and data.get("remove_row") != f"{name}:{found[1]}":
                rows.setdefault(int(found[1]), {})[found[2]] = data.get(key)
        typed = [{cell: rows[index].get(cell) or "" for cell in self.cells} for index in sorted(rows)]
        return [row for row in typed if any(str(v).strip() for v in row.values())][: self.most * 2]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and not any(key.startswith(f"{name}-") for key in data)

    def format_value(self, value: Any) -> list[Row]:
        return list(value or [])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = self.format_value(value)
        errors = [*self.errors, *({} for _row in rows)]
        if not rows or self.asks_for_row:
            rows.append({})
        context["widget"]["rows"] = [
            {
                "index": i,
                "cells": self._cells(name, i, row, errors[i] if i < len(errors) else {}),
                "error": errors[i].get("", "") if i < len(errors) else "",
            }
            for i, row in enumerate(rows)
        ]
        context["widget"]["blank"] = self._cells(name, "__index__", {}, {})
        return context

    def _cells(self, name: str, index: int | str, row: Mapping[str, Any], errors: Mapping[str, str]) -> list[Row]:
        return [
            self._cell(field, f"{name}-{index}-{code}", row.get(code, ""), errors.get(code, ""))
            for code, field in self.cells.items()
        ]

    def _cell(self, field: forms.Field, name: str, value: Any, error: str) -> Row:
        attrs = field.widget.attrs
        cell = {
            "name": name,
            "id": f"id_{name}",
            "label": field.label,
            "required": field.required,
            "value": field.prepare_value(value),
            "error": error,
            "type": getattr(field.widget, "input_type", "text"),
            "inputmode": attrs.get("inputmode", ""),
            "lang": attrs.get("lang", ""),
            "dir": attrs.get("dir", ""),
        }
        if isinstance(field, forms.ChoiceField):
            cell["options"] = [{"value": code, "label": label} for code, label in field.choices]
        return cell


class TableField(forms.Field):
    """Rows of `cells`; `check_row` may raise ValidationError about a whole row, whose cells are then valid."""

    default_error_messages = {
        "rows": _("Correct the rows that are marked."),
        "too_many": ngettext_lazy("Give at most %(limit)d row.", "Give at most %(limit)d rows.", "limit"),
        "required": _("Fill in at least one row."),
    }

    def __init__(
        self,
        *,
        cells: Mapping[str, forms.Field],
        max_rows: int = MOST_ROWS,
        check_row: Callable[[Row], None] | None = None,
        **kwargs: Any,
    ) -> None:
        self.cells, self.max_rows, self.check_row = dict(cells), max_rows, check_row
        super().__init__(widget=Table(self.cells, most=max_rows), **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "TableField":
        # Each form has its own cells, with its own choices, and the widget shows those.
        copied: TableField = super().__deepcopy__(memo)
        copied.cells = {code: copy.deepcopy(field, memo) for code, field in self.cells.items()}
        copied.widget.cells, copied.widget.errors = copied.cells, []
        return copied

    def clean(self, value: Any) -> list[Row]:
        rows = list(value or [])
        self.validate(rows)
        if len(rows) > self.max_rows:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"limit": self.max_rows})
        found = [self._clean_row(row) for row in rows]
        self.widget.errors = [errors for _cleaned, errors in found]
        if any(self.widget.errors):
            raise ValidationError(self.error_messages["rows"], code="rows")
        return [cleaned for cleaned, _errors in found]

    def _clean_row(self, row: Mapping[str, Any]) -> tuple[Row, dict[str, str]]:
        cleaned: Row = {}
        errors: dict[str, str] = {}
        for code, field in self.cells.items():
            try:
                cleaned[code] = field.clean(row.get(code, ""))
            except ValidationError as error:
                errors[code] = " ".join(error.messages)
        if self.check_row and not errors:
            try:
                self.check_row(cleaned)
            except ValidationError as error:
                errors[""] = " ".join(error.messages)
        return cleaned, errors

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != list(data or [])
