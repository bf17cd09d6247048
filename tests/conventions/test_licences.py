"""The list of licences is complete, and says what the packages say."""

from licences import LIST, listed, locked, table


def test_every_locked_package_is_listed_with_its_licence() -> None:
    rows = listed()
    assert {name: use for name, (_, use) in rows.items()} == locked(), "run `make licences`"
    assert [name for name, (licence, _) in rows.items() if len(licence) < 3 or "look it up" in licence] == []


def test_the_list_says_what_the_packages_say() -> None:
    assert table() in LIST.read_text(encoding="utf-8"), "run `make licences`"
