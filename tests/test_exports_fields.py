"""The fields of stories are read right in every format of exports."""

from pathlib import Path

import pytest

from .forms import FORMS
from .forms.stories import scored


@pytest.mark.parametrize("name", dict.fromkeys(form.format for form in FORMS))
def test_all_fields_of_a_format_are_read_right(tmp_path: Path, name: str) -> None:
    """Title, day, source, author, section, address, words, times and points, in each language and order of the day."""
    wrong = [one for form in FORMS if form.format == name for one in scored(form, tmp_path)[2]]
    assert wrong == []
