"""A CSV file that a user typed: its cells, or one line that says what is wrong with it."""

from pathlib import Path

import pytest

from detente import user_table
from detente.errors import InputError
from detente.user_table import read_lines


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,two words\n",
        "b;a\ntwo words;1\n",
        "B\tA\n two words \t1\n",
        "\ufeffa,b\r\n1,two words\r\n",
        '\n\na,b\n\n"1","two words"\n\n',
    ],
)
def test_columns_stand_in_any_order_and_are_parted_by_comma_semicolon_or_tab(content: str, tmp_path: Path) -> None:
    (line,) = read_lines(written(tmp_path, content), ["a", "b"], [])
    assert line.cells == {"a": "1", "b": "two words"}


def test_a_line_has_the_number_of_its_first_line_in_the_file(tmp_path: Path) -> None:
    lines = read_lines(written(tmp_path, 'a,b\n"1\n2",x\n\n3,y\n'), ["a"])
    assert [(line.number, line.get("a")) for line in lines] == [(2, "1\n2"), (5, "3")]


def test_an_empty_cell_and_a_short_line_give_none(tmp_path: Path) -> None:
    first, second = read_lines(written(tmp_path, "a,b\n, x \n1\n"), ["a", "b"])
    assert (first.get("a"), first.get("b"), second.get("a"), second.get("b")) == (None, "x", "1", None)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"a,b\n1,2\x00\n", "NUL byte at 7"),
        ("a,b\n1,2\n".encode("utf-16-le"), "NUL byte"),
        ("a,b\n1,é\n".encode("latin-1"), "line 2: not UTF-8"),
        (b"b\n1\n", "no column a"),
        (b"a,b,c\n1,2,3\n", "column c is not known"),
        (b"a,b,a\n1,2,3\n", "column a twice"),
        (b"a,b\n1,2,3\n", "line 2 has 3 cells"),
        (b'a,b\n1,"2\n3,4\n', "line 2: not a row of CSV"),
        (b'a,b\n1,"2"x\n', "line 2: not a row of CSV"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_one_line(content: bytes, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as error:
        read_lines(path, ["a"], ["b"])
    assert told in str(error.value)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_a_file_that_is_none_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        with pytest.raises(InputError, match="no such file"):
            read_lines(path, ["a"])


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_table, "LARGEST", 20)
    with pytest.raises(InputError, match="up to 20 bytes"):
        read_lines(written(tmp_path, "a,b\n" + "1,2\n" * 10), ["a"])


def test_a_huge_cell_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2: not a row of CSV"):
        read_lines(written(tmp_path, "a,b\n1," + "x" * 200_000 + "\n"), ["a"])
