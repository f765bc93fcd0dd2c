"""Vendors as people add, find, list and hand them over, through the true door."""

import pytest

from tests.door import buttons, shown
from tests.live import Live
from tests.vendors.conftest import ACME

pytestmark = pytest.mark.one_database


def test_a_vendor_is_added_by_a_form_and_everybody_concerned_is_told(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    card = next(read for read in maya.reads("#vendor-governance") if "VND-0001" in read)
    for part in ("Acme Support", "VND-0001", "critical", "Customer support", f"<@{acme.id_of('ivo.novak')}>"):
        assert part in card
    news = maya.reads("#vendor-cedar")[0]
    assert "added *Acme Support* (VND-0001)" in news
    assert "reviews scheduled" in news
    for name, duty in (("ivo.novak", "owner"), ("dora.lind", "backup"), ("ana.silva", "executive sponsor")):
        assert f"made you *{duty}* of *Acme Support*" in shown(acme.person(name).private()[0])


def test_it_is_found_by_what_people_call_it(acme: Live, subtests: pytest.Subtests) -> None:
    for typed in ("VND-0001", "vnd-0001", "acme support", "ACME", "suport acme", "Acme Suport", "“Acme Support”"):
        with subtests.test(typed=typed):
            card = acme.person("dora.lind").types(f"/vendor show {typed}")
            assert "Acme Support" in card
            assert "`VND-0001`" in card


def test_its_name_alone_shows_it(acme: Live) -> None:
    assert "`VND-0001`" in acme.person("dora.lind").types("/vendor acme support")


@pytest.fixture
def twins(acme: Live) -> Live:
    maya = acme.person("maya.lindqvist")
    maya.types("/vendor add Acme Payroll")
    assert maya.submits(function="payroll", tier="low", owner="@ivo.novak")["errors"] == {}
    return acme


def test_a_name_that_fits_two_is_never_guessed_but_offered_as_choices(twins: Live) -> None:
    maya = twins.person("maya.lindqvist")
    assert maya.types("/vendor show acme") == "“acme” could be any of these. Which one do you mean?"
    asked = maya.sees("#vendor-governance")[-1]
    assert [button["text"]["text"] for button in buttons(asked)] == [
        "Acme Payroll (VND-0002)",
        "Acme Support (VND-0001)",
    ]
    maya.presses("Acme Payroll (VND-0002)", asked)
    answered = maya.sees("#vendor-governance")[-1]
    assert "`VND-0002`" in shown(answered)
    assert answered["ts"] == asked["ts"]


def test_the_choice_goes_on_with_the_command_that_was_typed(twins: Live, subtests: pytest.Subtests) -> None:
    maya = twins.person("maya.lindqvist")
    for typed, said in (
        ("/vendor acme", "`VND-0001`"),
        ("/vendor owner “acme” @hana.sato", "is now owner of *Acme Support*"),
        ("/review due ACME", "Reviews of Acme Support"),
        ("/vendor history acme", "History of Acme Support"),
        ("/escalate acme S3 acme is down", "is open at L1"),
    ):
        with subtests.test(typed=typed):
            maya.types(typed)
            maya.presses("Acme Support (VND-0001)", maya.sees("#vendor-governance")[-1])
            assert said in maya.reads("#vendor-governance")[-1]


def test_a_choice_opens_the_form_of_its_command(twins: Live) -> None:
    maya = twins.person("maya.lindqvist")
    maya.types("/vendor edit acme")
    maya.presses("Acme Payroll (VND-0002)", maya.sees("#vendor-governance")[-1])
    assert maya.view()["title"]["text"] == "Change a vendor"


def test_a_wrong_field_says_what_is_wrong_and_nothing_is_written(acme: Live, subtests: pytest.Subtests) -> None:
    maya = acme.person("maya.lindqvist")
    for given, field, said in (
        ({"name": " acme  SUPPORT "}, "name", "“acme SUPPORT” is there already as VND-0001."),
        ({"name": "x" * 130}, "name", "130 characters; 120 is the most"),
        ({"backup": "@ivo.novak"}, "backup", "cannot be owner and backup at once"),
        ({"owner": "@left.the.company"}, "owner", "has left this Slack workspace"),
        ({"owner": "@govbot"}, "owner", "is an app, and apps cannot own anything"),
    ):
        with subtests.test(**given):
            maya.types("/vendor add")
            errors = maya.submits(**(ACME | {"name": "Other", "owner": "@ivo.novak"} | given))["errors"]
            assert errors.keys() == {field}
            assert said in errors[field]
            assert "1 vendor" in maya.types("/vendor list")


def test_names_with_markup_other_scripts_and_emoji_are_only_names(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    for name in ("Acme 🚀 <b>Help</b> & Co <!channel>", "東京サポート株式会社", "שירותי תמיכה בע״מ"):
        maya.types("/vendor add")
        assert maya.submits(name=name, function="claims", tier="low", owner="@ivo.novak")["errors"] == {}
    acme.beat()
    listed = maya.types("/vendor list")
    assert "Acme 🚀 &lt;b&gt;Help&lt;/b&gt; &amp; Co &lt;!channel&gt;" in listed
    assert "東京サポート株式会社" in listed
    assert "Help" in maya.types("/vendor show acme 🚀 <b>help</b>")
    assert "`VND-0003`" in maya.types("/vendor show 東京")


def test_an_owner_is_changed_in_words_and_hears_of_it(acme: Live) -> None:
    maya = acme.person("maya.lindqvist")
    hana = acme.id_of("hana.sato")
    said = maya.types("/vendor owner Acme Support @hana.sato")
    assert said.startswith(f"<@{hana}> is now owner of *Acme Support* instead of <@{acme.id_of('ivo.novak')}>")
    acme.beat()
    assert "made you *owner*" in shown(acme.person("hana.sato").private()[-1])
    assert "already" in maya.types("/vendor owner Acme Support @hana.sato")
    assert "cannot be owner and backup" in maya.types("/vendor owner acme @dora.lind")


def test_half_typed_commands_say_how_to_type_them(acme: Live, subtests: pytest.Subtests) -> None:
    for typed, said in (
        ("/vendor owner", "`/vendor owner &lt;vendor&gt; @person`"),
        ("/vendor owner acme @nobody.here", "I know nobody called “@nobody.here”. Pick them with @"),
        ("/vendor owner nonsense @dora.lind", "I know no vendor called “nonsense”"),
        ("/vendor show", "`/vendor show &lt;vendor&gt;`"),
        ("/vendor list purple", "I cannot list vendors by “purple”. Use a tier"),
        ("/vendor lst", "`/vendor list"),
    ):
        with subtests.test(typed=typed):
            assert said in acme.person("maya.lindqvist").types(typed)


def test_the_list_filters_and_turns_pages(acme: Live) -> None:
    maya, dora = acme.person("maya.lindqvist"), acme.person("dora.lind")
    for number in range(25):
        maya.types("/vendor add")
        maya.submits(name=f"Vendor {number:02}", function="claims", tier="low", owner="@hana.sato")
    assert "1-20 of 26" in dora.types("/vendor list")
    page = dora.sees("#vendor-governance")[-1]
    dora.presses("Next →", page)
    assert "21-26 of 26" in dora.reads("#vendor-governance")[-1]
    assert "25 vendors" in dora.types("/vendor list low") or "of 25" in dora.types("/vendor list low")
    assert "1 vendor" in dora.types("/vendor list critical")
    assert "1 vendor" in dora.types("/vendor list mine")
    assert "No vendors that are unowned" in dora.types("/vendor list unowned")
