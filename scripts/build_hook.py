"""Puts what is shipped beside the source into the wheel as package data of `coach`.

An editable install reads both folders where they lie, so a copy there would only grow stale.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedData(BuildHookInterface):  # type: ignore[type-arg]
    """Maps assets/ and question_banks/ into the wheel; `coach.resources` looks for them there."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a real wheel, and nothing to an editable one.

        Args:
            version: "standard" or "editable".
            build_data: What the builder reads; changed in place.
        """
        if version == "standard":
            for folder in ("assets", "question_banks"):
                build_data["force_include"][folder] = f"coach/_data/{folder}"
