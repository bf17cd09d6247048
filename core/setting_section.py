"""A table of config.toml: what all of them have in common."""

from pydantic import BaseModel, ConfigDict, model_validator

from core.hand_written import bare


class Section(BaseModel):
    """A table of config.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _as_people_write_them(cls, values: object) -> object:
        """Remove what a text editor or a container's env file leaves around a value."""
        if not isinstance(values, dict):
            return values
        return {key: bare(value) if isinstance(value, str) else value for key, value in values.items()}
