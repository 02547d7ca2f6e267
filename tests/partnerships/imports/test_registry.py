from decimal import Decimal

from partnerships.imports.registry import read_organizations

HEADER = "ror_id;name;language;other_names;country;city;latitude;longitude;status;types\n"


def read(tmp_path, *rows):
    path = tmp_path / "organizations.csv"
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    return list(read_organizations(path))


def test_names_are_read_without_the_acronyms(tmp_path):
    row = "057zh3y96;The University of Tokyo;en;alias@:Todai|acronym@:UT|label@ja:東京大学;"
    row += "JP;Tokyo;35.6895;139.6917;active;"
    (record,) = read(tmp_path, row)
    assert record.names == ("The University of Tokyo", "Todai", "東京大学")
    assert (record.country, record.city, record.latitude) == ("JP", "Tokyo", Decimal("35.6895"))
    assert record.is_active


def test_a_name_may_hold_a_colon_and_a_record_may_be_closed(tmp_path):
    (record,) = read(tmp_path, "01yvrd251;UPMC;fr;label@fr:Paris: Jussieu;FR;Paris;48.8;2.3;inactive;")
    assert record.names == ("UPMC", "Paris: Jussieu")
    assert not record.is_active
