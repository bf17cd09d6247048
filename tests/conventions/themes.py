"""A contract for import-linter: which themes of a layer may know each other, and why (see pyproject.toml).

The folders of a layer are its themes. Modules beside them (routes, building) put themes together and may
know all; a theme knows another only where a line says so: "importer -> imported: reason".
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class ThemesContract(Contract):
    """Refuses an import between two themes that no line allows, and a line that nothing uses."""

    layers = fields.ListField(subfield=fields.StringField())
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Compare the imports between themes with the lines."""
        lines = [str(line).partition(": ") for line in self.allowed]  # type: ignore[attr-defined]  # a field holds its value
        reasons = {tuple(pair.split(" -> ")): reason for pair, _, reason in lines}
        found: dict[tuple[str, ...], list[str]] = {}
        for layer in self.layers:  # type: ignore[attr-defined]  # the same
            for module in graph.find_descendants(str(layer)):
                for imported in graph.find_modules_directly_imported_by(module):
                    pair = (_theme(module, str(layer)), _theme(imported, str(layer)))
                    if all(pair) and pair[0] != pair[1]:
                        found.setdefault(pair, []).append(f"{module} -> {imported}")
        faults = [f"not allowed: {one}" for pair in found if pair not in reasons for one in found[pair]]
        faults += [f"nothing needs: {' -> '.join(pair)}" for pair in reasons if pair not in found]
        faults += [f"no reason: {' -> '.join(pair)}" for pair, reason in reasons.items() if not reason]
        return ContractCheck(kept=not faults, metadata={"faults": sorted(faults)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each fault on a line."""
        for fault in check.metadata["faults"]:
            output.print_error(fault)


def _theme(module: str, layer: str) -> str:
    """Return the theme of a module, "" for one that is beside the themes or in another layer."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == layer and len(parts) > 2 else ""
