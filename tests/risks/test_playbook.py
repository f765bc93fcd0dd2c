"""What the playbook knows of risks, and which mistakes in it are named."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from govbot.errors import Misconfigured
from govbot.playbook import load
from govbot.playbook.loader import read

CATEGORIES = (
    "strategic operational continuity concentration information_security privacy data_availability_location ict"
    " financial_viability commercial legal_contract compliance_regulatory fourth_party country_geopolitical"
    " people_labour fraud_financial_crime conduct_customer_harm reputation_esg model_ai contagion_step_in"
)


def test_every_category_is_there_with_examples_and_other_words() -> None:
    book = load().risks
    assert [category.key for category in book.categories.values()] == CATEGORIES.split()
    assert all(category.examples for category in book.categories.values())
    assert book.categories.find("cyber").key == "information_security"
    assert [source.key for source in book.sources.values()] == ["review", "breach", "audit", "complaint", "exit_test"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("5: Severe", "6: Severe", "likelihood and impact each go from 1 to 5"),
        ("up_to: 25", "up_to: 24", "bands go up, and the last one up to 25"),
        ("up_to: 9,", "up_to: 3,", "bands go up, and the last one up to 25"),
        ("  avoid:", "  evade:", "the treatments are reduce, transfer, avoid and accept"),
        ("appetite: {critical: 6, ", "appetite: {", "the tiers here and in tiers.yaml differ: critical"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with as_file(files("govbot.playbook")) as shipped:
        for file in shipped.glob("*.yaml"):
            shutil.copy(file, tmp_path)
    file = tmp_path / "risks.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Misconfigured, match=said):
        read(tmp_path)
